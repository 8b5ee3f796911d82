// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** A way to download many pages. All use the same client, so that they differ in how they wait, and in nothing else. */
interface Download {

    /** Downloads the pages and gives the sum of their sizes. */
    long download(List<URI> pages) throws IOException, InterruptedException, ExecutionException;

    /** Makes a client. What it does beside sending and receiving, it does on the executor. */
    static HttpClient client(Executor executor) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(executor)
                .build();
    }

    static HttpRequest request(URI page) {
        return HttpRequest.newBuilder(page).build();
    }

    static BodyHandler<byte[]> body() {
        return BodyHandlers.ofByteArray();
    }
}
