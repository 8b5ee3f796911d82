// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

/** The three ways that are compared. */
enum Way {
    ONE_BY_ONE("one by one"),
    THREADS("a thread each"),
    COROUTINES("coroutines");

    private final String title;

    Way(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Download download() {
        return switch (this) {
            case ONE_BY_ONE -> new SequentialDownload();
            case THREADS -> new ThreadedDownload();
            case COROUTINES -> new CoroutineDownload();
        };
    }
}
