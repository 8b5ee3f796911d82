// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.game;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.yieldNow;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.TaskScope;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of the game, a coroutine for each thing that moves: {@code sleep} waits for the game's time to pass, and {@code yieldNow} for the next frame. All of it runs on
 * the game's thread, so nothing needs a lock.
 */
final class Invasion {

    private static final int ALIENS = 6;
    private static final Duration MARCH = Duration.ofMillis(300);
    private static final Duration RELOAD = Duration.ofMillis(250);

    private final Stage stage;
    private final Map<Sprite, Task<Void>> aliens = new LinkedHashMap<>();

    Invasion(Stage stage) {
        this.stage = stage;
    }

    /** Gives true if the aliens have been stopped. */
    @Async
    Coroutine<Boolean> play() {
        return TaskScope.<Boolean>run(scope -> {
            for (int i = 0; i < ALIENS; i++) {
                Sprite alien = stage.add('W', 4 * i, i % 2);
                aliens.put(alien, scope.spawn(march(alien)));
            }
            boolean won = await(defend(scope));
            scope.cancel();
            return result(won);
        });
    }

    /** Until it is hit, which cancels the task. */
    @Async
    private Coroutine<Void> march(Sprite alien) {
        try {
            int direction = 1;
            while (alien.y < Stage.HEIGHT - 1) {
                await(sleep(MARCH));
                int next = alien.x + direction;
                if (next < 0 || next >= Stage.WIDTH) {
                    direction = -direction;
                    alien.y++;
                } else {
                    alien.x = next;
                }
            }
        } finally {
            stage.remove(alien);
        }
        return done();
    }

    @Async
    private Coroutine<Boolean> defend(TaskScope scope) {
        Sprite cannon = stage.add('A', Stage.WIDTH / 2, Stage.HEIGHT - 1);
        while (!aliens.isEmpty()) {
            if (aliens.values().stream().anyMatch(Task::isDone)) {
                return result(false);
            }
            await(aim(cannon));
            scope.spawn(shoot(cannon.x));
            await(sleep(RELOAD));
        }
        return result(true);
    }

    @Async
    private Coroutine<Void> aim(Sprite cannon) {
        Optional<Sprite> target = nearest(cannon);
        while (target.isPresent() && target.get().x != cannon.x) {
            cannon.x += Integer.signum(target.get().x - cannon.x);
            await(yieldNow());
            target = nearest(cannon);
        }
        return done();
    }

    private Optional<Sprite> nearest(Sprite cannon) {
        return aliens.keySet().stream().min(Comparator.comparingInt(alien -> Math.abs(alien.x - cannon.x)));
    }

    @Async
    private Coroutine<Void> shoot(int x) {
        Sprite shot = stage.add('\'', x, Stage.HEIGHT - 2);
        try {
            while (shot.y > 0) {
                if (hits(shot)) {
                    return done();
                }
                await(yieldNow());
                shot.y--;
            }
        } finally {
            stage.remove(shot);
        }
        return done();
    }

    private boolean hits(Sprite shot) {
        for (Map.Entry<Sprite, Task<Void>> each : aliens.entrySet()) {
            if (shot.isAt(each.getKey())) {
                each.getValue().cancel("hit");
                aliens.remove(each.getKey());
                return true;
            }
        }
        return false;
    }
}
