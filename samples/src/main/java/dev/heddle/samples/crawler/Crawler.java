// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.crawler;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.retry;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.RetryPolicy;
import dev.heddle.runtime.TaskScope;
import dev.heddle.runtime.sync.Semaphore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Follows all links of a site. Each page is a task, which spawns those of the pages that it leads to; so the crawl is over when the scope of the tasks is. They share one
 * loop, and therefore sets and lists without locks.
 */
final class Crawler {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int FIRST_SERVER_ERROR = 500;

    private final HttpClient client;
    private final Semaphore atOnce;
    private final RetryPolicy retries;
    private final Observer observer;
    private final Set<URI> seen = new LinkedHashSet<>();
    private final List<Page> pages = new ArrayList<>();

    /** Is told how it goes. */
    @FunctionalInterface
    interface Observer {

        /** Called after each page. */
        void crawled(int done, int found);
    }

    /**
     * Makes a crawler for one crawl.
     *
     * @param atOnce how many requests there are at a time
     * @param retries what to do about failures of the server and of the network
     */
    Crawler(HttpClient client, int atOnce, RetryPolicy retries, Observer observer) {
        this.client = client;
        this.atOnce = Semaphore.bounded(atOnce);
        this.retries = retries.on(failure -> failure instanceof IOException);
        this.observer = observer;
    }

    /**
     * Crawls.
     *
     * @param start the first page; what is on other hosts is left alone
     * @return a coroutine that gives all pages, in the order in which they came
     */
    @Async
    Coroutine<List<Page>> crawl(URI start) {
        try (TaskScope scope = TaskScope.open()) {
            visit(scope, start);
        }
        return result(pages);
    }

    private void visit(TaskScope scope, URI address) {
        if (seen.add(address)) {
            var unused = scope.spawn(address.toString(), () -> page(scope, address));
        }
    }

    @Async
    private Coroutine<Void> page(TaskScope scope, URI address) {
        Page page;
        try {
            page = parse(await(retry(retries, () -> fetch(address)), IOException.class));
        } catch (IOException failure) {
            page = Page.broken(address, Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        }
        pages.add(page);
        page.links().forEach(link -> visit(scope, link));
        observer.crawled(pages.size(), seen.size());
        return done();
    }

    /** One attempt. Between two of them others have their turn: the permit is for the request alone, and not for the wait before the next. */
    @Async
    private Coroutine<HttpResponse<String>> fetch(URI address) throws IOException {
        try (Semaphore.Permit permit = await(atOnce.acquire())) {
            assert permit != null;
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            HttpResponse<String> response =
                    await(client.sendAsync(request, BodyHandlers.ofString()), IOException.class);
            if (response.statusCode() >= FIRST_SERVER_ERROR) {
                throw new IOException("status " + response.statusCode());
            }
            return result(response);
        }
    }

    private static Page parse(HttpResponse<String> response) {
        if (response.statusCode() != OK) {
            return Page.broken(response.uri(), "status " + response.statusCode());
        }
        Document document = Jsoup.parse(response.body(), response.uri().toString());
        List<URI> links = document.select("a[href]").eachAttr("abs:href").stream()
                .filter(link -> !link.isEmpty())
                .map(link -> URI.create(link.replaceFirst("#.*", "")))
                .filter(link -> link.getAuthority() != null
                        && link.getAuthority().equals(response.uri().getAuthority()))
                .distinct()
                .toList();
        return new Page(response.uri(), document.title(), links, "");
    }
}
