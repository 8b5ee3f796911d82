// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import dev.heddle.conformance.harness.Vendor;
import org.junit.jupiter.api.Test;

/** What is warned of, and what is not; the sources say it as those of {@link RulesTest} do. */
class WarningsTest {

    @Test
    void warnings() {
        RulesTest.check("""
                @Async Coroutine<Integer> go() {
                    one(); // HED101 the coroutine that one() makes is dropped in Bad.go()
                    await(one());
                    return result(await(p));
                }
                void plain() {
                    one(); // HED101 the coroutine that one() makes is dropped in Bad.plain()
                }
                @Async Coroutine<Integer> afterFinally() {
                    try {
                        return one(); // HED103 the coroutine that one() makes is returned from a try block in Bad.afterFinally()
                    } finally {
                        hashCode();
                    }
                }
                @Async Coroutine<Integer> fine() {
                    try { return result(await(one())); } finally { hashCode(); }
                }
                @Async Coroutine<Integer> alsoFine() {
                    try { return one(); } catch (IllegalStateException e) { return result(2); }
                }
                @Async Coroutine<Integer> resource(AutoCloseable a) throws Exception {
                    try (a) {
                        return one(); // HED103 the coroutine that one() makes is returned from a try block in Bad.resource()
                    }
                }
                """.replace("is dropped in Bad.go()", "is dropped in Bad.go(), and never runs")
                .replace("is dropped in Bad.plain()", "is dropped in Bad.plain(), and never runs"));
    }

    @Test
    void whatGivesNothingBackDropsWhatAReferenceMakes() {
        RulesTest.check("""
                Coroutine<Integer> each(String s) { return one(); }
                void all(List<String> list, java.util.concurrent.Executor executor) {
                    list.forEach(this::each); // HED101 the coroutine that each() makes is dropped by whom the method reference in Bad.all() is given to, and never runs
                    executor.execute(Bad::one); // HED101 the coroutine that one() makes is dropped by whom the method reference in Bad.all() is given to, and never runs
                    Supplier<Object> fine = Bad::one;
                    fine.get();
                    list.stream().map(this::each).toList();
                }
                """);
    }

    @Test
    void resultsThatAreNotReturned() {
        RulesTest.check("""
                @Async Coroutine<Integer> go(boolean soon) {
                    if (soon) {
                        result(3); // HED106 result() in Bad.go() is not returned
                    }
                    Coroutine<Integer> kept = result(4);
                    return kept;
                }
                """);
    }

    @Test
    void locksOfThreads() {
        RulesTest.check("""
                final java.util.concurrent.locks.ReentrantLock lock = new java.util.concurrent.locks.ReentrantLock();
                final java.util.concurrent.locks.ReadWriteLock both = new java.util.concurrent.locks.ReentrantReadWriteLock();
                final java.util.concurrent.locks.StampedLock stamped = new java.util.concurrent.locks.StampedLock();
                @Async Coroutine<Integer> held(boolean often) {
                    lock.lock();
                    try {
                        while (often) {
                            await(p); // HED107 await in Bad.held() while a lock of java.util.concurrent is held
                        }
                    } finally {
                        lock.unlock();
                    }
                    return result(await(p));
                }
                @Async Coroutine<Integer> sometimesHeld(boolean locking) {
                    if (locking) {
                        both.writeLock().lock();
                    }
                    int value = await(p); // HED107 await in Bad.sometimesHeld() while a lock of java.util.concurrent is held
                    if (locking) {
                        both.writeLock().unlock();
                    }
                    return result(value);
                }
                @Async Coroutine<Integer> stamped() {
                    long stamp = stamped.readLock();
                    int value = await(p); // HED107 await in Bad.stamped() while a lock of java.util.concurrent is held
                    stamped.unlockRead(stamp);
                    return result(value);
                }
                @Async Coroutine<Integer> fine() {
                    var reading = both.readLock();
                    int value = await(p);
                    for (int i = 0; i < value; i++) {
                        reading.lock();
                        try {
                            if (i == 7) {
                                continue;
                            }
                            hashCode();
                        } finally {
                            reading.unlock();
                        }
                        await(p);
                    }
                    return result(value);
                }
                """);
    }

    @Test
    void returnBehindMonitor() {
        String members = """
                @Async Coroutine<Integer> held() {
                    synchronized (this) {
                        return one(); // HED104 the coroutine that one() makes is returned from a synchronized block in Bad.held()
                    }
                }
                @Async Coroutine<Integer> heldTwice(Object other) {
                    await(p);
                    synchronized (this) {
                        synchronized (other) {
                            try {
                                return one(); // HED104 the coroutine that one() makes is returned from a synchronized block in Bad.heldTwice()
                            } catch (IllegalStateException e) {
                                return result(1);
                            }
                        }
                    }
                }
                @Async Coroutine<Integer> fine(Object other) {
                    synchronized (this) {
                        if (other == this) {
                            return result(2);
                        }
                    }
                    return one();
                }
                @Async CompletableFuture<Integer> hot() {
                    synchronized (this) {
                        return CompletableFuture.supplyAsync(() -> 1);
                    }
                }
                """;
        RulesTest.check(members);
        RulesTest.check(Vendor.ECJ, members);
    }

    private static final String RESOURCES = """
            static final class Waits implements AsyncCloseable {
                public Coroutine<Void> closeAsync() { return done(); }
            }
            interface Connection extends AsyncCloseable {
                default Coroutine<Void> closeAsync() { return done(); }
            }
            static class Base implements Connection {}
            static final class Inherits extends Base {}
            record Lease(int number) implements Connection {}
            """;

    @Test
    void closingOutsideCoroutines() {
        String members = """
                void plain(Waits r) {
                    r.close(); // HED105 a Bad.Waits is closed in Bad.plain(), which is no coroutine
                }
                static void inherited(Inherits r, Lease other) {
                    r.close(); // HED105 a Bad.Inherits is closed in Bad.inherited(), which is no coroutine
                    other.close(); // HED105 a Bad.Lease is closed in Bad.inherited(), which is no coroutine
                }
                int resources(Waits r, int n) {
                    try (r) { // HED105 a Bad.Waits is closed in Bad.resources(), which is no coroutine
                        if (n == 0) {
                            return 7;
                        }
                        try (Inherits i = new Inherits(); // HED105 a Bad.Lease is closed in Bad.resources(), which is no coroutine AND HED105 a Bad.Inherits is closed in Bad.resources(), which is no coroutine
                                Lease l = new Lease(n)) {
                            System.out.println(i + " " + l);
                        }
                    }
                    try (Lease l = new Lease(n)) { // HED105 a Bad.Lease is closed in Bad.resources(), which is no coroutine
                        return l.number();
                    }
                }
                Coroutine<Void> notMarked(Waits r) {
                    r.close(); // HED105 a Bad.Waits is closed in Bad.notMarked(), which lacks @Async
                    return done();
                }
                AsyncCallable<Integer> lambda(Waits r) {
                    return () -> {
                        try (r) { // HED105 a Bad.Waits is closed in a lambda that does not await
                            return one();
                        }
                    };
                }
                Runnable later(Waits r) {
                    return () -> r.close(); // HED105 a Bad.Waits is closed in a lambda that does not await
                }
                """;
        RulesTest.check(RESOURCES + members);
    }

    /** Where it may be that somebody's own close() is meant, nothing is said. */
    @Test
    void closingThatMayWorkOutsideCoroutines() {
        String members = """
                static final class Overrides implements Connection {
                    @Override public void close() { System.out.println("closed"); }
                }
                static class Blocks implements Connection {
                    @Override public void close() { System.out.println("closed"); }
                }
                static final class InheritsThat extends Blocks {}
                interface Blocking extends Connection {
                    @Override default void close() { System.out.println("closed"); }
                }
                static final class HasThat implements Blocking {}
                static final class Other implements AutoCloseable { public void close() {} }
                static void plain(Overrides a, InheritsThat b, HasThat c, Other d, Base e, AsyncCloseable f) {
                    try (a; b; c; d; e; f) {
                        System.out.println();
                    }
                    a.close(); b.close(); c.close(); d.close(); e.close(); f.close();
                }
                @Async static Coroutine<Void> woven(Waits r) {
                    try (r) { System.out.println(); }
                    r.close();
                    return done();
                }
                AsyncCallable<Integer> lambda(Waits r) {
                    return () -> {
                        try (r) {
                            return result(await(one()));
                        }
                    };
                }
                """;
        RulesTest.check(RESOURCES + members);
        RulesTest.check(Vendor.ECJ, RESOURCES + members);
    }

    @Test
    void closingOutsideCoroutinesIsToldOnceForEachVariableWhoeverCompiles() {
        RulesTest.check(Vendor.ECJ, RESOURCES + """
                void plain(Waits r) {
                    r.close(); // HED105 a Bad.Waits is closed in Bad.plain(), which is no coroutine
                    r.close();
                }
                Runnable later(Waits r) {
                    return () -> r.close(); // HED105 a Bad.Waits is closed in a lambda that does not await
                }
                """);
    }
}
