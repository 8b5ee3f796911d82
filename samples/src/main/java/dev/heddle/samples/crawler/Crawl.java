// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.crawler;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.RetryPolicy;
import dev.heddle.samples.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** Crawls a site of its own on this machine, and reports what is broken there. */
public final class Crawl {

    private static final int DEFAULT_PAGES = 300;
    private static final int DEFAULT_AT_ONCE = 10;
    private static final int DELAY_MILLIS = 20;
    private static final int ATTEMPTS = 3;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Crawl() {}

    /**
     * Crawls.
     *
     * @param args how many pages the site has, and how many requests there are at a time; by default 300 and 10
     * @return the exit status
     */
    public static int run(String... args) {
        try {
            int pages = number(args, 0, DEFAULT_PAGES);
            int atOnce = number(args, 1, DEFAULT_AT_ONCE);
            try (LocalSite site = new LocalSite(pages, DELAY_MILLIS)) {
                report(crawl(site.address(), atOnce, pages), site.mostInProgress());
            }
            return 0;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return WRONG_USAGE;
        } catch (IOException failure) {
            System.err.println("The crawl failed: " + failure.getMessage());
            return FAILED;
        }
    }

    private static int number(String[] args, int index, int otherwise) {
        if (index >= args.length) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(args[index]);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("A number from 1 on is wanted, not '" + args[index] + "'.");
    }

    private static List<Page> crawl(URI start, int atOnce, int pages) {
        RetryPolicy retries = RetryPolicy.attempts(ATTEMPTS)
                .delay(Duration.ofMillis(DELAY_MILLIS))
                .jitter(1);
        try (Progress progress = new Progress("crawled", pages + 1)) {
            return EventLoop.run(() -> {
                // The loop is an executor: the client's own work is done on this thread as well.
                HttpClient client =
                        HttpClient.newBuilder().executor(EventLoop.current()).build();
                return new Crawler(client, atOnce, retries, (done, found) -> progress.reached(done)).crawl(start);
            });
        }
    }

    private static void report(List<Page> pages, int mostInProgress) {
        List<Page> broken = pages.stream().filter(Page::isBroken).toList();
        System.out.printf("%d pages, %d requests at a time at most%n", pages.size() - broken.size(), mostInProgress);
        broken.forEach(page -> System.out.println(page.address().getPath() + ": " + page.problem()));
    }
}
