// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the one method, and the one place in it, that is enough for a failure. Most failures come down to that; those that need more stay as small as halving can make them. */
final class Shrinker {

    private final Library library;
    private final long seed;
    private String section;
    private List<String> expected;

    Shrinker(Library library, long seed, List<String> expected) {
        this.library = library;
        this.seed = seed;
        this.expected = expected;
    }

    /**
     * What is left.
     *
     * @param methods the methods that are still tortured
     * @param places what is done to them
     * @param expected what the plain library gives
     * @param run the run that fails
     */
    record Smallest(List<String> methods, List<Tormentor.Place> places, List<String> expected, Run run) {

        String numbers() {
            return places.stream().map(place -> String.valueOf(place.number())).collect(Collectors.joining(","));
        }
    }

    Smallest shrink(Selection selection, Run failed) {
        narrow(selection, failed);
        Tormentor whole = new Tormentor(library, seed, selection);
        Run.tortured(library, whole, section);
        List<String> methods =
                whole.everyMethod().stream().map(MethodId::toString).distinct().toList();
        methods = minimise(methods, some -> fails(new Selection(Set.copyOf(some), selection.places())));
        Selection few = new Selection(Set.copyOf(methods), selection.places());
        Tormentor tormentor = new Tormentor(library, seed, few);
        Run run = Run.tortured(library, tormentor, section);
        if (methods.size() == 1) {
            Set<String> one = few.methods();
            List<Integer> numbers = minimise(
                    tormentor.places().stream().map(Tormentor.Place::number).toList(),
                    some -> fails(new Selection(one, Set.copyOf(some))));
            tormentor = new Tormentor(library, seed, new Selection(one, Set.copyOf(numbers)));
            run = Run.tortured(library, tormentor, section);
        }
        return new Smallest(methods, tormentor.places(), expected, run);
    }

    /** Runs only the section that fails, if that is enough. */
    private void narrow(Selection selection, Run failed) {
        List<String> all = expected;
        section = Trace.sectionOf(all, Torture.difference(all, failed.lines()));
        expected = Run.plain(library, section).lines();
        if (!fails(selection)) {
            section = null;
            expected = all;
        }
    }

    private boolean fails(Selection selection) {
        Run run = Run.tortured(library, new Tormentor(library, seed, selection), section);
        return Torture.difference(expected, run.lines()) >= 0;
    }

    /** Leaves out as much as it can, in halves, then quarters, and so on (Zeller's ddmin). */
    static <T> List<T> minimise(List<T> all, Predicate<List<T>> fails) {
        List<T> now = all;
        int parts = 2;
        while (now.size() > 1) {
            List<T> smaller = smaller(now, parts, fails);
            if (smaller.size() < now.size()) {
                parts = smaller.size() * 2 > now.size() ? Math.max(2, parts - 1) : 2;
                now = smaller;
            } else if (parts >= now.size()) {
                break;
            } else {
                parts = Math.min(now.size(), 2 * parts);
            }
        }
        return now;
    }

    private static <T> List<T> smaller(List<T> now, int parts, Predicate<List<T>> fails) {
        int size = (now.size() + parts - 1) / parts;
        for (int from = 0; from < now.size(); from += size) {
            List<T> chunk = now.subList(from, Math.min(now.size(), from + size));
            if (fails.test(chunk)) {
                return chunk;
            }
        }
        for (int from = 0; from < now.size() && parts > 2; from += size) {
            Set<T> chunk = new HashSet<>(now.subList(from, Math.min(now.size(), from + size)));
            List<T> rest = new ArrayList<>(now);
            rest.removeAll(chunk);
            if (fails.test(rest)) {
                return rest;
            }
        }
        return now;
    }
}
