// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.RetryPolicy;
import dev.heddle.samples.Printed;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrawlerTest {

    private static final int PAGES = 64;
    private static final int AT_ONCE = 6;
    private static final int ATTEMPTS = 3;

    private final List<Integer> progress = new ArrayList<>();

    private List<Page> crawl(URI start) {
        RetryPolicy retries = RetryPolicy.attempts(ATTEMPTS).delay(Duration.ofMillis(1));
        return EventLoop.run(() -> {
            HttpClient client =
                    HttpClient.newBuilder().executor(EventLoop.current()).build();
            return new Crawler(client, AT_ONCE, retries, (done, found) -> progress.add(done)).crawl(start);
        });
    }

    @Test
    void allPagesAreFoundAndThoseThatAreOutOfOrderAreTriedAgain() throws Exception {
        try (LocalSite site = new LocalSite(PAGES, 5)) {
            List<Page> pages = crawl(site.address());

            assertEquals(
                    IntStream.range(1, PAGES)
                            .mapToObj(i -> "Page " + i)
                            .sorted()
                            .toList(),
                    pages.stream()
                            .filter(page -> !page.isBroken())
                            .map(Page::title)
                            .sorted()
                            .toList());
            assertEquals(
                    Map.of("/" + PAGES, "status 503", "/" + (PAGES + 1), "status 404"),
                    pages.stream()
                            .filter(Page::isBroken)
                            .collect(Collectors.toMap(page -> page.address().getPath(), Page::problem)));
            assertTrue(site.mostInProgress() <= AT_ONCE, () -> site.mostInProgress() + " requests at a time");
            assertTrue(site.mostInProgress() > 1, "one by one");
            assertEquals(IntStream.rangeClosed(1, PAGES + 1).boxed().toList(), progress);
            site.requests().forEach((page, requests) -> assertEquals(expectedRequests(page), requests, "of " + page));
            assertEquals(PAGES + 1, site.requests().size());
        }
    }

    /** What does not exist is not asked for again; what is out of order is. */
    private static int expectedRequests(int page) {
        return page == PAGES ? ATTEMPTS : page < PAGES && page % 5 == 0 ? 2 : 1;
    }

    @Test
    void aSiteThatIsNotThereIsBroken() throws Exception {
        URI gone;
        try (LocalSite site = new LocalSite(1, 0)) {
            gone = site.address();
        }

        List<Page> pages = crawl(gone);

        assertEquals(1, pages.size());
        assertTrue(pages.get(0).isBroken(), pages::toString);
    }

    @Test
    void theProgramReportsWhatIsBroken() throws Exception {
        Printed printed = Printed.by(() -> assertEquals(0, Crawl.run("20", "4")));

        assertTrue(printed.out().get(0).matches("19 pages, [1-4] requests at a time at most"), printed::toString);
        assertEquals(
                List.of("/20: status 503", "/21: status 404"),
                printed.out().subList(1, 3).stream().sorted().toList());
    }

    @Test
    void wrongArgumentsAreRefused() throws Exception {
        Printed printed = Printed.by(() -> assertEquals(2, Crawl.run("20", "none")));

        assertEquals(List.of("A number from 1 on is wanted, not 'none'."), printed.err());
    }
}
