// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.gui;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.GuestLoop;
import java.awt.GraphicsEnvironment;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/** Opens a window with a {@link LoadPanel}, on an event loop that is a guest of Swing's. */
public final class Gui {

    private Gui() {}

    /**
     * Opens the window. The program ends when it is closed.
     *
     * @return the exit status
     */
    public static int run() {
        if (GraphicsEnvironment.isHeadless()) {
            System.err.println("There is no display to open a window on.");
            return 1;
        }
        SwingUtilities.invokeLater(() -> open(Gui::slowPiece).setVisible(true));
        return 0;
    }

    /** On Swing's thread. */
    static JFrame open(Source source) {
        GuestLoop guest = EventLoop.builder().name("swing").guestOn(SwingUtilities::invokeLater);
        JFrame frame = new JFrame("Heddle");
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        frame.add(LoadPanel.on(guest.loop(), source));
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                // Cancels what is being loaded, and waits for its cleanup.
                guest.close();
            }
        });
        frame.pack();
        return frame;
    }

    private static int slowPiece(int piece) throws InterruptedException {
        Thread.sleep(150);
        return 1_000 * piece;
    }
}
