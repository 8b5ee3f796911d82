// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the one method, and the one place in it, that is enough for a failure. Most failures come down to that; those that need more stay as small as halving can make them. */
final class Shrinker {

    private Shrinker() {}

    static String shrink(Library library, long seed, List<String> expected, Run failed) {
        int at = Torture.difference(expected, failed.lines());
        String section = Trace.sectionOf(expected, at);
        List<String> wanted = Run.plain(library, section).lines();
        Set<String> all = new LinkedHashSet<>();
        Tormentor whole = new Tormentor(library, seed, Selection.ALL);
        if (!fails(library, whole, section, wanted)) {
            section = null;
            wanted = expected;
            whole = new Tormentor(library, seed, Selection.ALL);
            fails(library, whole, section, wanted);
        }
        whole.everyMethod().forEach(id -> all.add(id.toString()));
        String where = section;
        List<String> truth = wanted;
        List<String> methods = minimise(
                new ArrayList<>(all),
                some -> fails(library, new Tormentor(library, seed, new Selection(new HashSet<>(some), null)), where, truth));
        Tormentor few = new Tormentor(library, seed, new Selection(new HashSet<>(methods), null));
        Run last = Run.tortured(library, few, where);
        List<Integer> places = List.of();
        if (methods.size() == 1) {
            List<Integer> numbers = few.places().stream().map(Tormentor.Place::number).toList();
            places = minimise(
                    new ArrayList<>(numbers),
                    some -> fails(library, new Tormentor(library, seed, new Selection(new HashSet<>(methods), new HashSet<>(some))), where, truth));
            few = new Tormentor(library, seed, new Selection(new HashSet<>(methods), new HashSet<>(places)));
            last = Run.tortured(library, few, where);
        }
        int line = Torture.difference(truth, last.lines());
        StringBuilder report = new StringBuilder("  shrunk to section " + where + "\n");
        methods.forEach(each -> report.append("    method ").append(each).append('\n'));
        few.places().stream().filter(p -> methods.size() < 4).forEach(each -> report.append("    place ").append(each).append('\n'));
        report.append("    expected ").append(Torture.line(truth, line)).append("\n    actual   ").append(Torture.line(last.lines(), line)).append('\n');
        System.out.println(report);
        return report.toString();
    }

    private static boolean fails(Library library, Tormentor tormentor, String section, List<String> expected) {
        return Torture.difference(expected, Run.tortured(library, tormentor, section).lines()) >= 0;
    }

    /** Leaves out as much as it can, in halves, then quarters, and so on (Zeller's ddmin). */
    static <T> List<T> minimise(List<T> all, Predicate<List<T>> fails) {
        List<T> now = all;
        int parts = 2;
        while (now.size() > 1) {
            int size = (now.size() + parts - 1) / parts;
            boolean smaller = false;
            for (int from = 0; from < now.size() && !smaller; from += size) {
                List<T> chunk = now.subList(from, Math.min(now.size(), from + size));
                List<T> rest = new ArrayList<>(now);
                rest.removeAll(new HashSet<>(chunk));
                if (parts > 2 || now.size() > 2) {
                    if (fails.test(new ArrayList<>(chunk))) {
                        now = new ArrayList<>(chunk);
                        parts = 2;
                        smaller = true;
                        continue;
                    }
                }
                if (!rest.isEmpty() && fails.test(rest)) {
                    now = rest;
                    parts = Math.max(2, parts - 1);
                    smaller = true;
                }
            }
            if (!smaller) {
                if (size == 1) {
                    break;
                }
                parts = Math.min(now.size(), 2 * parts);
            }
        }
        return now;
    }
}
