// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.GuestLoop;
import dev.heddle.runtime.Scheduler;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs no display: Swing's thread and its components work without one, only windows do not. */
@Timeout(60)
class LoadPanelTest {

    private final GuestLoop guest = EventLoop.builder().guestOn(SwingUtilities::invokeLater);

    @AfterEach
    void close() throws Exception {
        assertTrue(onSwingsThread(() -> {
            guest.close();
            return true;
        }));
    }

    static <T> T onSwingsThread(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        SwingUtilities.invokeLater(task);
        return task.get(30, TimeUnit.SECONDS);
    }

    static String textAtTheEnd(LoadPanel panel) throws Exception {
        Task<Void> loading = onSwingsThread(panel::loading);
        CompletableFuture<Void> ended = loading.toCompletableFuture();
        ended.handle((value, failure) -> null).get(30, TimeUnit.SECONDS);
        return onSwingsThread(() -> panel.button.getText() + ": " + panel.status.getText());
    }

    private LoadPanel panel(Source source) throws Exception {
        return onSwingsThread(() -> LoadPanel.on(guest.loop(), source));
    }

    private static boolean press(LoadPanel panel) {
        panel.button.doClick(0);
        return true;
    }

    @Test
    void pressingTheButtonLoadsEverything() throws Exception {
        LoadPanel panel = panel(piece -> {
            assertFalse(SwingUtilities.isEventDispatchThread());
            return 10;
        });
        assertTrue(onSwingsThread(() -> press(panel)));
        assertEquals("Load: Loaded all of 200 bytes", textAtTheEnd(panel));
    }

    @Test
    void pressingItAgainCancels() throws Exception {
        CountDownLatch third = new CountDownLatch(1);
        LoadPanel panel = panel(piece -> {
            if (piece == 3) {
                third.countDown();
                new CountDownLatch(1).await();
            }
            return 10;
        });
        assertTrue(onSwingsThread(() -> press(panel)));
        assertTrue(third.await(30, TimeUnit.SECONDS));
        assertEquals("Cancel", onSwingsThread(panel.button::getText));
        assertTrue(onSwingsThread(() -> press(panel)));
        assertEquals("Load: Cancelled after 20 bytes", textAtTheEnd(panel));
    }

    @Test
    void aFailureIsShownAndTheButtonLoadsAgain() throws Exception {
        int[] attempts = new int[1];
        LoadPanel panel = panel(piece -> {
            if (attempts[0]++ == 0) {
                throw new IOException("no cable");
            }
            return 1;
        });
        assertTrue(onSwingsThread(() -> press(panel)));
        assertEquals("Load: Failed: no cable", textAtTheEnd(panel));
        assertTrue(onSwingsThread(() -> press(panel)));
        assertEquals("Load: Loaded all of 20 bytes", textAtTheEnd(panel));
    }

    @Test
    void swingsThreadMakesASchedulerAsWell() throws InterruptedException, ExecutionException {
        Scheduler swing = Scheduler.over(SwingUtilities::invokeLater);
        assertEquals(
                true,
                swing.spawn(Tasks.defer(() -> Tasks.gather(
                                Tasks.blocking(SwingUtilities::isEventDispatchThread),
                                Tasks.defer(
                                        () -> dev.heddle.Coroutine.result(SwingUtilities.isEventDispatchThread())))))
                        .toCompletableFuture()
                        .get()
                        .equals(java.util.List.of(false, true)));
    }
}
