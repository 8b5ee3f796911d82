// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A thread for each page. */
final class ThreadedDownload implements Download {

    @Override
    public long download(List<URI> pages) throws InterruptedException, ExecutionException {
        ExecutorService callbacks = Executors.newSingleThreadExecutor();
        ExecutorService threads = Executors.newFixedThreadPool(pages.size());
        try {
            HttpClient client = Download.client(callbacks);
            List<Future<Integer>> sizes = new ArrayList<>();
            for (URI page : pages) {
                sizes.add(threads.submit(() -> size(client, page)));
            }
            long bytes = 0;
            for (Future<Integer> size : sizes) {
                bytes += size.get();
            }
            return bytes;
        } finally {
            threads.shutdown();
            callbacks.shutdown();
        }
    }

    private static int size(HttpClient client, URI page) throws IOException, InterruptedException {
        return client.send(Download.request(page), Download.body()).body().length;
    }
}
