// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.game;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.GuestLoop;
import dev.heddle.runtime.Task;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A game loop with a fixed step, which hosts an event loop: each frame the time goes on by a step, the coroutines have their turn, and the stage is drawn. */
public final class Game {

    /** The time in the game between two frames, however long they take: so each game is like the other. */
    private static final Duration STEP = Duration.ofMillis(50);

    private static final int MOST_FRAMES = 5_000;
    private static final int PICTURES = 20;
    private static final int DEFAULT_FRAMES_PER_SECOND = 20;
    private static final int WRONG_USAGE = 2;

    private final Stage stage = new Stage();
    private final PrintStream out;
    private long time;

    private Game(PrintStream out) {
        this.out = out;
    }

    /**
     * Plays.
     *
     * @param args the frames per second; 0 for as fast as it goes, with one picture in twenty
     * @return the exit status
     */
    public static int run(String... args) {
        try {
            int framesPerSecond = args.length == 0 ? DEFAULT_FRAMES_PER_SECOND : Integer.parseInt(args[0]);
            new Game(System.out).play(framesPerSecond);
            return 0;
        } catch (NumberFormatException e) {
            System.err.println("The frames per second have to be a number, not '" + args[0] + "'.");
            return WRONG_USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private void play(int framesPerSecond) throws InterruptedException {
        // Polled each frame, so it need not tell when there is something to do.
        try (GuestLoop guest = EventLoop.builder().guest(() -> {}, () -> time)) {
            Task<Boolean> game = guest.loop().spawn(new Invasion(stage).play());
            int frame = 0;
            while (!game.isDone() && frame < MOST_FRAMES) {
                time += STEP.toNanos();
                guest.poll();
                draw(frame++, framesPerSecond);
            }
            out.printf("%s after %d frames%n", game.resultNow() ? "The aliens are stopped" : "They have landed", frame);
        }
    }

    private void draw(int frame, int framesPerSecond) throws InterruptedException {
        if (framesPerSecond > 0) {
            // To the upper left corner, and clear what is below.
            out.print("\033[H\033[J" + stage.draw());
            TimeUnit.MILLISECONDS.sleep(TimeUnit.SECONDS.toMillis(1) / framesPerSecond);
        } else if (frame % PICTURES == 0) {
            out.println("Frame " + frame);
            out.print(stage.draw());
        }
    }
}
