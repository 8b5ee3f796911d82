// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.util.List;

/** Runs a workload on a library as it is and on the tortured one, and compares. */
final class Torture {

    private final Library library;
    private final List<String> expected;

    Torture(Library library) {
        this.library = library;
        this.expected = Run.plain(library, null).lines();
    }

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

    public static void main(String[] args) throws Exception {
        Library library = Libraries.byName(args[0]);
        long t0 = System.nanoTime();
        Torture torture = new Torture(library);
        long t1 = System.nanoTime();
        System.out.println(torture.expected.size() + " lines in " + (t1 - t0) / 1000000 + " ms");
        if (args.length > 3) torture.expected.forEach(System.out::println);
        for (int seed = Integer.parseInt(args[1]); seed <= Integer.parseInt(args[2]); seed++) {
            Points.awaits = Points.suspensions = 0;
            t1 = System.nanoTime();
            Tormentor tormentor = new Tormentor(library, seed, Selection.ALL);
            Run run = Run.tortured(library, tormentor, null);
            int at = difference(torture.expected, run.lines());
            System.out.println("seed " + seed + ": " + run.loader().classes + " classes " + tormentor.methods() + " methods " + tormentor.places().size() + " places "
                    + Points.awaits + " awaits " + Points.suspensions + " suspensions " + (System.nanoTime() - t1) / 1000000 + " ms " + (at < 0 ? "ok" : "DIFFERS"));
            if (at >= 0) {
                System.out.println("  expected " + line(torture.expected, at));
                System.out.println("  actual   " + line(run.lines(), at));
                System.out.println("  last     " + run.lines().get(run.lines().size() - 1));
                Shrinker.shrink(library, seed, torture.expected, run);
            }
        }
    }
}
