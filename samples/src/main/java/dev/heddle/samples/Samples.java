// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples;

import dev.heddle.samples.chat.Chat;
import dev.heddle.samples.compare.Compare;
import dev.heddle.samples.concurrent.Concurrent;
import dev.heddle.samples.cpu.Primes;
import dev.heddle.samples.crawler.Crawl;
import dev.heddle.samples.game.Game;
import dev.heddle.samples.gui.Gui;
import dev.heddle.samples.hello.Hello;
import dev.heddle.samples.redis.Redis;
import dev.heddle.samples.web.Web;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Starts a sample by its name, so that one command runs any of them. */
public enum Samples {
    /** Waits without holding a thread. */
    HELLO("prints Hello and, one second later, World") {
        @Override
        int run(String... args) {
            Hello.main(args);
            return 0;
        }
    },
    /** Does two things at the same time on one thread. */
    CONCURRENT("runs two tasks side by side on one thread") {
        @Override
        int run(String... args) {
            Concurrent.main(args);
            return 0;
        }
    },
    /** Shows what waiting costs. */
    COMPARE("downloads pages one by one, with a thread each, and with coroutines; -Dargs=--help tells its options") {
        @Override
        int run(String... args) {
            return Compare.run(args);
        }
    },
    /** Keeps the loop free while the processors are busy. */
    CPU("counts primes on all processors, with a progress bar; its argument is the limit") {
        @Override
        int run(String... args) {
            return Primes.run(args);
        }
    },
    /** Has a game loop poll an event loop once a frame. */
    GAME("plays a round of a shooting game by itself; its argument is the frames per second, 0 for no pause") {
        @Override
        int run(String... args) {
            return Game.run(args);
        }
    },
    /** Runs coroutines on the thread of a user interface. */
    GUI("opens a window whose button loads something, and can be cancelled") {
        @Override
        int run(String... args) {
            return Gui.run();
        }
    },
    /** Serves HTTP on one thread. */
    WEB("serves files, JSON and streams over HTTP until Ctrl-C; its arguments are a port and a directory") {
        @Override
        int run(String... args) {
            return Web.run(args);
        }
    },
    /** Has many talk to many. */
    CHAT("opens a chat room over TCP and TLS until Ctrl-C; its argument is a port") {
        @Override
        int run(String... args) {
            return Chat.run(args);
        }
    },
    /** Has tasks that find more tasks. */
    CRAWLER("crawls a site of its own; its arguments are how many pages that has, and how many requests at a time") {
        @Override
        int run(String... args) {
            return Crawl.run(args);
        }
    },
    /** Shares a connection among many tasks. */
    REDIS("counts by a hundred tasks over one connection; its argument is the port of a Redis, without it plays one") {
        @Override
        int run(String... args) {
            return Redis.run(args);
        }
    };

    private static final int WRONG_USAGE = 2;

    private final String purpose;

    Samples(String purpose) {
        this.purpose = purpose;
    }

    /**
     * Starts a sample. Ends the JVM with status 2 if there is none of that name.
     *
     * @param args the sample's name, and what it takes itself
     */
    public static void main(String[] args) {
        int status = start(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int start(String... args) {
        String name = args.length == 0 ? "" : args[0];
        Optional<Samples> sample = Arrays.stream(values())
                .filter(each -> each.title().equals(name))
                .findFirst();
        if (sample.isPresent()) {
            return sample.get().run(Arrays.copyOfRange(args, 1, args.length));
        }
        System.err.println(name.isEmpty() ? "Which sample?" : "There is no sample '" + name + "'.");
        printList(System.err);
        return WRONG_USAGE;
    }

    private static void printList(PrintStream out) {
        out.println("The samples are:");
        for (Samples each : values()) {
            out.printf("  %-12s%s%n", each.title(), each.purpose);
        }
    }

    /**
     * Gives the name that it is started by.
     *
     * @return the name in lower case
     */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract int run(String... args);
}
