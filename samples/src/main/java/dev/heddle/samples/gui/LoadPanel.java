// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.gui;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.blocking;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import java.awt.BorderLayout;
import java.util.concurrent.CancellationException;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * A button that loads something, and cancels that when it is pressed again. All of it happens on Swing's thread, from top to bottom: there are no listeners in listeners and
 * no {@code SwingWorker}, and the window never freezes.
 */
final class LoadPanel extends JPanel {

    static final int PIECES = 20;

    private static final long serialVersionUID = 1L;

    final JButton button = new JButton("Load");
    final JProgressBar bar = new JProgressBar(0, PIECES);
    final JLabel status = new JLabel("Nothing is loaded");

    private final transient Source source;
    private transient @Nullable Task<Void> loading;

    private LoadPanel(Source source) {
        super(new BorderLayout());
        this.source = source;
    }

    /** On Swing's thread, which the loop is a guest of. */
    static LoadPanel on(EventLoop loop, Source source) {
        LoadPanel panel = new LoadPanel(source);
        panel.add(panel.button, BorderLayout.WEST);
        panel.add(panel.bar, BorderLayout.CENTER);
        panel.add(panel.status, BorderLayout.SOUTH);
        panel.button.addActionListener(event -> panel.press(loop));
        return panel;
    }

    private void press(EventLoop loop) {
        Task<Void> running = loading;
        if (running == null || !running.cancel()) {
            loading = loop.spawn(load());
        }
    }

    /** What was started last, or null. */
    @Nullable
    Task<Void> loading() {
        return loading;
    }

    @Async
    private Coroutine<Void> load() {
        button.setText("Cancel");
        int loaded = 0;
        try {
            for (int i = 1; i <= PIECES; i++) {
                int piece = i;
                loaded += await(blocking(() -> source.load(piece)));
                bar.setValue(piece);
                status.setText("Loaded " + loaded + " bytes");
            }
            status.setText("Loaded all of " + loaded + " bytes");
        } catch (CancellationException e) {
            status.setText("Cancelled after " + loaded + " bytes");
            throw e;
        } catch (Exception e) {
            status.setText("Failed: " + e.getMessage());
        } finally {
            button.setText("Load");
            bar.setValue(0);
        }
        return done();
    }
}
