// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.game;

/** A character somewhere on the stage. */
final class Sprite {

    final char shape;
    int x;
    int y;

    Sprite(char shape, int x, int y) {
        this.shape = shape;
        this.x = x;
        this.y = y;
    }

    boolean isAt(Sprite other) {
        return x == other.x && y == other.y;
    }
}
