// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

/** The three ways that are compared. */
enum Way {
    ONE_BY_ONE("one by one", new SequentialDownload()),
    THREADS("a thread each", new ThreadedDownload()),
    COROUTINES("coroutines", new CoroutineDownload());

    private final String title;
    private final Download download;

    Way(String title, Download download) {
        this.title = title;
        this.download = download;
    }

    String title() {
        return title;
    }

    Download download() {
        return download;
    }
}
