// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One page after the other, as one writes it first. */
final class SequentialDownload implements Download {

    @Override
    public long download(List<URI> pages) throws IOException, InterruptedException {
        ExecutorService callbacks = Executors.newSingleThreadExecutor();
        try {
            HttpClient client = Download.client(callbacks);
            long bytes = 0;
            for (URI page : pages) {
                bytes += client.send(Download.request(page), Download.body()).body().length;
            }
            return bytes;
        } finally {
            callbacks.shutdown();
        }
    }
}
