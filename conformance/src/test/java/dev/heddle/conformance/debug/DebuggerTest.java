// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debugs a woven program through the Java Debug Interface, beside the same program without coroutines: a breakpoint on each line must be hit as often and in the same
 * order, whether the awaits find their values ready or are suspended, and what a debugger shows of the variables must be the same, apart from those that nobody needs any
 * more, which a suspension takes away.
 */
class DebuggerTest {

    @TempDir
    private Path folder;

    @Test
    void breakpoints_on_every_line_are_hit_as_in_a_plain_method() throws Exception {
        List<Stop> plain = Debuggee.plain(folder, false).stopAtEveryLine();
        assertTrue(plain.size() > 25, plain::toString);
        assertSameLines(plain, Debuggee.woven(folder, false).stopAtEveryLine());
        assertSameLines(plain, Debuggee.woven(folder, true).stopAtEveryLine());
    }

    @Test
    void visible_variables_have_the_values_that_they_have_in_a_plain_method() throws Exception {
        for (boolean suspend : new boolean[] {false, true}) {
            List<Stop> plain = Debuggee.plain(folder, suspend).stopAtEveryLine();
            assertVariables(plain, Debuggee.woven(folder, suspend).stopAtEveryLine());
        }
    }

    @Test
    void what_is_needed_later_is_visible_after_a_resume() throws Exception {
        List<Stop> woven = Debuggee.woven(folder, true).stopAtEveryLine();
        for (Stop stop : woven) {
            boolean inLoop = stop.source().contains("c += i;");
            if (inLoop) {
                assertTrue(stop.variables().keySet().containsAll(List.of("suspend", "s", "c", "i")), stop::toString);
            }
        }
    }

    @Test
    void step_over_goes_from_line_to_line_while_nothing_suspends() throws Exception {
        List<Stop> plain = Debuggee.plain(folder, false).stepThrough();
        assertFalse(plain.isEmpty());
        assertSameLines(plain, Debuggee.woven(folder, false).stepThrough());
    }

    private static void assertSameLines(List<Stop> plain, List<Stop> woven) throws IOException {
        assertEquals(Stop.lines(plain), Stop.lines(woven));
    }

    private static void assertVariables(List<Stop> plain, List<Stop> woven) {
        assertEquals(plain.size(), woven.size());
        for (int i = 0; i < plain.size(); i++) {
            Stop expected = plain.get(i);
            Stop actual = woven.get(i);
            actual.variables()
                    .forEach((name, value) ->
                            assertEquals(expected.variables().get(name), value, () -> name + " at " + actual));
        }
    }
}
