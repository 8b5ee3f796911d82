// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.gather;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** A coroutine for each page, all of them on the thread that calls. */
final class CoroutineDownload implements Download {

    @Override
    public long download(List<URI> pages) {
        return EventLoop.run(downloadAll(pages));
    }

    @Async
    private static Coroutine<Long> downloadAll(List<URI> pages) {
        // The loop is an executor: the client's own work is done on this thread as well.
        HttpClient client = Download.client(EventLoop.current());
        List<Coroutine<Integer>> downloads = new ArrayList<>();
        for (URI page : pages) {
            downloads.add(size(client, page));
        }
        long bytes = 0;
        for (int size : await(gather(downloads))) {
            bytes += size;
        }
        return result(bytes);
    }

    @Async
    private static Coroutine<Integer> size(HttpClient client, URI page) {
        return result(
                await(client.sendAsync(Download.request(page), Download.body())).body().length);
    }
}
