// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lines, however the bytes are cut. */
class PipeBufferTest {

    private static final String[] SCRAPS = {"a", "bc", "é", "\r", "\n", "\r\n", "𝄞", "\n\n"};

    @Test
    void linesAreTheSameHoweverTheBytesAreCut() {
        int tooLong = 0;
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(SCRAPS[random.nextInt(SCRAPS.length)]);
            }
            int limit = random.nextInt(12);
            List<String> expected = lines(text.toString(), limit);
            assertEquals(expected, read(text.toString(), limit, random), "seed " + seed + ", limit " + limit);
            tooLong += expected.contains("too long") ? 1 : 0;
        }
        assertTrue(tooLong > 100, tooLong + " texts with a line that is too long");
    }

    private static List<String> lines(String text, int limit) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            int end = rest.indexOf('\n');
            String line = end < 0 ? rest : rest.substring(0, end);
            rest = end < 0 ? "" : rest.substring(end + 1);
            // What has no end may still get one, so its CR does not count; at the end of all it does, being no part of
            // a line's end.
            String proper = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            boolean fits = proper.getBytes(StandardCharsets.UTF_8).length <= limit;
            lines.add(!fits ? "too long" : end < 0 ? line : proper);
        }
        return lines;
    }

    private static List<String> read(String text, int limit, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        PipeBuffer buffer = new PipeBuffer();
        int sent = 0;
        int scanned = 0;
        for (; ; ) {
            LineSearch search = buffer.searchLine(scanned, limit);
            scanned = search.scanned();
            switch (search.kind()) {
                case FOUND -> lines.add(search.line());
                case TOO_LONG -> lines.add("too long");
                case END -> {
                    return lines;
                }
                case NOT_YET -> {
                    assertTrue(buffer.isStill(scanned));
                    int count = Math.min(bytes.length - sent, 1 + random.nextInt(5));
                    byte[] piece = new byte[5 + random.nextInt(20)];
                    System.arraycopy(bytes, sent, piece, 0, count);
                    Arrays.fill(piece, count, piece.length, (byte) '\n');
                    buffer.put(piece, count == 0 ? -1 : count);
                    sent += count;
                }
            }
        }
    }

    @Test
    void manySmallPiecesMakeALongLine() {
        PipeBuffer buffer = new PipeBuffer();
        int scanned = 0;
        for (int i = 0; i < 100_000; i++) {
            buffer.put(new byte[] {'x', 0}, 1);
            scanned = buffer.searchLine(scanned, Integer.MAX_VALUE).scanned();
        }
        assertEquals(100_000, scanned);
        buffer.put(new byte[] {'\n'}, 1);
        assertEquals(
                100_000, buffer.searchLine(scanned, Integer.MAX_VALUE).line().length());
    }
}
