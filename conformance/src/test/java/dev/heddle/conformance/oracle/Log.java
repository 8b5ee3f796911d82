// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle;

import dev.heddle.Coroutine;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a program prints, as Python would. */
public final class Log {

    private final List<String> lines = new ArrayList<>();
    private final VirtualTime time;

    Log(VirtualTime time) {
        this.time = time;
    }

    /** Prints words with blanks between them. */
    public void add(Object... words) {
        lines.add(Arrays.stream(words).map(Log::show).collect(Collectors.joining(" ")));
    }

    private static String show(Object word) {
        return word == null ? "None" : word instanceof Boolean ? (Boolean) word ? "True" : "False" : word.toString();
    }

    /** The virtual time, in milliseconds. */
    public long now() {
        return time.elapsed().toMillis();
    }

    /** As asyncio's, but in milliseconds. */
    public static Coroutine<Void> sleep(int ms) {
        return Tasks.sleep(Duration.ofMillis(ms));
    }

    List<String> lines() {
        return lines;
    }
}
