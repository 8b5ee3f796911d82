// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.gui;

import static dev.heddle.samples.gui.LoadPanelTest.onSwingsThread;
import static dev.heddle.samples.gui.LoadPanelTest.textAtTheEnd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.samples.Printed;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.swing.JFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opens the window: here if there is a display, and on one of Xvfb's if that is installed. */
@Timeout(120)
class GuiTest {

    @Test
    void withoutADisplayItSaysSo() throws Exception {
        assumeTrue(GraphicsEnvironment.isHeadless(), "there is a display");
        AtomicInteger status = new AtomicInteger(-1);
        assertEquals(
                List.of("There is no display to open a window on."),
                Printed.by(() -> status.set(Gui.run())).err());
        assertEquals(1, status.get());
    }

    @Test
    void theWindowLoads() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");
        Session.main(new String[0]);
    }

    @Test
    void theWindowLoadsOnAVirtualDisplay() throws Exception {
        Optional<Path> xvfb = xvfb();
        assumeTrue(xvfb.isPresent(), "Xvfb is not installed");
        Process display = new ProcessBuilder(
                        xvfb.orElseThrow().toString(), "-displayfd", "1", "-screen", "0", "640x480x24")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String number = display.inputReader(StandardCharsets.UTF_8).readLine();
            assertTrue(number != null && number.matches("\\d+"), "Xvfb did not start");
            assertEquals("Load: Loaded all of 20 bytes", session(":" + number));
        } finally {
            display.destroy();
        }
    }

    private static Optional<Path> xvfb() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "Xvfb"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** In a JVM of its own: this one has found out already that there is no display. */
    private static String session(String display) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=false",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Session.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("DISPLAY", display);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), output);
            return output.strip();
        } finally {
            process.destroy();
        }
    }

    /** Opens the window, presses its button, waits until all is loaded, and closes it. */
    static final class Session {

        private Session() {}

        public static void main(String[] args) throws Exception {
            JFrame frame = onSwingsThread(() -> {
                JFrame opened = Gui.open(piece -> 1);
                opened.setVisible(true);
                return opened;
            });
            LoadPanel panel = (LoadPanel) frame.getContentPane().getComponent(0);
            boolean pressed = onSwingsThread(() -> {
                panel.button.doClick(0);
                return frame.isShowing();
            });
            System.out.println(pressed ? textAtTheEnd(panel) : "The window is not showing");
            boolean closed = onSwingsThread(() -> {
                frame.dispose();
                return true;
            });
            if (!closed) {
                throw new AssertionError("not closed");
            }
        }
    }
}
