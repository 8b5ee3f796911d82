// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is to be seen. */
final class Stage {

    static final int WIDTH = 32;
    static final int HEIGHT = 10;

    private final List<Sprite> sprites = new ArrayList<>();

    Sprite add(char shape, int x, int y) {
        Sprite sprite = new Sprite(shape, x, y);
        sprites.add(sprite);
        return sprite;
    }

    void remove(Sprite sprite) {
        sprites.remove(sprite);
    }

    String draw() {
        char[][] rows = new char[HEIGHT][WIDTH];
        for (char[] row : rows) {
            Arrays.fill(row, ' ');
        }
        for (Sprite sprite : sprites) {
            rows[sprite.y][sprite.x] = sprite.shape;
        }
        StringBuilder picture = new StringBuilder();
        for (char[] row : rows) {
            picture.append('|').append(row).append("|\n");
        }
        return picture.toString();
    }
}
