// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** Runs a workload on a library as it is and on the tortured one, and compares. */
final class Torture {

    private static final Path OUTPUT = Path.of("target", "torture");

    private static final int MOST_PLACES = 12;

    private final Library library;
    private final List<String> expected;

    Torture(Library library) {
        this.library = library;
        this.expected = Run.plain(library, null).lines();
    }

    /**
     * Tortures the library.
     *
     * @return how to reproduce what differs; empty if nothing does
     */
    Optional<String> run(long seed, Selection selection, Tally tally) {
        Tormentor tormentor = new Tormentor(library, seed, selection);
        Run run = Run.tortured(library, tormentor, null);
        tally.add(tormentor, run, expected.size());
        if (difference(expected, run.lines()) < 0) {
            return Optional.empty();
        }
        return Optional.of(report(seed, new Shrinker(library, seed, expected).shrink(selection, run)));
    }

    private String report(long seed, Shrinker.Smallest smallest) {
        int at = difference(smallest.expected(), smallest.run().lines());
        StringJoiner text =
                new StringJoiner("\n  ", library.name() + " behaves differently when it is tortured\n  ", "\n");
        text.add("expected " + line(smallest.expected(), at));
        text.add("actual   " + line(smallest.run().lines(), at));
        Set<String> classes = new HashSet<>();
        smallest.methods().forEach(method -> {
            text.add("method   " + method);
            classes.add(method.substring(0, method.indexOf('.')));
        });
        if (smallest.methods().size() == 1) {
            smallest.places().stream().limit(MOST_PLACES).forEach(place -> text.add("place    " + place));
            if (smallest.places().size() > MOST_PLACES) {
                text.add("         and " + (smallest.places().size() - MOST_PLACES)
                        + " more, none of which may be missing");
            }
        }
        smallest.run().loader().tortured.forEach((name, file) -> {
            if (classes.contains(name)) {
                text.add("class    " + write(name, file) + " (as it was before it was woven)");
            }
        });
        text.add("again    mvn verify -pl conformance -am -Dtest=TortureTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dheddle.torture.library=" + library.name() + " -Dheddle.torture.seed=" + seed
                + " '-Dheddle.torture.methods=" + String.join("|", smallest.methods()) + "'"
                + (smallest.methods().size() == 1 ? " -Dheddle.torture.places=" + smallest.numbers() : ""));
        return text.toString();
    }

    private static Path write(String name, byte[] file) {
        try {
            Path path = OUTPUT.resolve(name.substring(name.lastIndexOf('/') + 1) + ".class");
            Files.createDirectories(OUTPUT);
            return Files.write(path, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line that is different, or -1. */
    static int difference(List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            if (i >= expected.size() || i >= actual.size() || !expected.get(i).equals(actual.get(i))) {
                return i;
            }
        }
        return -1;
    }

    static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "(nothing)";
    }
}
