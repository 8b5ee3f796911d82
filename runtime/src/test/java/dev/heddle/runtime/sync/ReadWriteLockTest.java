// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadWriteLockTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ReadWriteLock lock = new ReadWriteLock();
    private final List<Object> log = new ArrayList<>();

    private Script using(dev.heddle.Coroutine<? extends AutoCloseable> acquisition, String name) {
        return script().await(acquisition)
                .then(held -> script().run(() -> log.add(name))
                        .await(sleep(SECOND))
                        .lastly(v -> {
                            log.add("-" + name);
                            ((AutoCloseable) held).close();
                            return v;
                        }));
    }

    private Task<?> reader(String name) {
        return spawn(using(lock.read(), name));
    }

    private Task<?> writer(String name) {
        return spawn(using(lock.write(), name));
    }

    @Test
    void readersShareAndAWriterIsAloneAndAllComeInTheOrderOfTheirArrival() {
        VirtualTime.run(script().run(() -> {
                    reader("r1");
                    reader("r2");
                    writer("w1");
                    reader("r3");
                    reader("r4");
                    writer("w2");
                })
                .await(sleep(SECOND.multipliedBy(9))));
        assertEquals(List.of("r1", "r2", "-r1", "-r2", "w1", "-w1", "r3", "r4", "-r3", "-r4", "w2", "-w2"), log);
        assertEquals("ReadWriteLock[0 readers, 0 waiting]", lock.toString());
    }

    @Test
    void readersBehindACancelledWriterGoOnAtOnce() {
        VirtualTime.run(script().run(() -> reader("r1"))
                .then(v -> {
                    Task<?> writer = writer("w");
                    return script().await(yieldNow())
                            .run(() -> reader("r2"))
                            .await(yieldNow())
                            .run(() -> {
                                assertEquals(List.of("r1"), log);
                                writer.cancel();
                            })
                            .await(yieldNow());
                })
                .run(() -> assertEquals(List.of("r1", "r2"), log)));
    }

    @Test // M04
    void releasingWhatIsNotHeldFails() {
        VirtualTime.run(script().run(() -> {
                    ReadWriteLock.Reading reading = lock.tryRead();
                    assertNotNull(reading);
                    assertNull(lock.tryWrite());
                    reading.close();
                    assertThrows(IllegalStateException.class, reading::close);
                    ReadWriteLock.Writing writing = lock.tryWrite();
                    assertNotNull(writing);
                    assertNull(lock.tryRead());
                })
                .await(lock.write())
                .rescue(log::add));
        assertInstanceOf(IllegalStateException.class, log.get(0));
    }
}
