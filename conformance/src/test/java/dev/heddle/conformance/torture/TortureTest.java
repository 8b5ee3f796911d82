// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Makes coroutines of whole libraries, and holds them against the libraries as they are. The README of this module tells how to run it longer, and how to run again what failed.
 */
class TortureTest {

    private static final String OPTION = "heddle.torture";

    /** In the build there is time for each library once or so, and for some of the classes that no workload uses. */
    private static final long SECONDS = 40;

    private static final long FIRST_SEED = 20_240_607;

    @Test
    void librariesBehaveAsTheyDoUntouched() throws Exception {
        Tally total = new Tally();
        if (System.getProperty(OPTION + ".library") != null) {
            again(total);
        } else {
            long minutes = "long".equals(System.getProperty(OPTION)) ? Long.getLong(OPTION + ".minutes", 30) : 0;
            long budget = minutes > 0 ? TimeUnit.MINUTES.toNanos(minutes) : TimeUnit.SECONDS.toNanos(SECONDS);
            all(System.nanoTime() + budget, total);
        }
        System.out.println("torture in all: " + total);
    }

    /** The first round is made of each library whatever it takes, so that a slow machine does not pass for want of time. */
    private static void all(long deadline, Tally total) throws Exception {
        List<Torture> tortures = Libraries.ALL.stream().map(Torture::new).toList();
        long seed = Long.getLong(OPTION + ".seed", FIRST_SEED);
        for (long round = 0; round == 0 || System.nanoTime() < deadline; round++) {
            for (int i = 0; i < tortures.size() && (round == 0 || System.nanoTime() < deadline); i++) {
                Library library = Libraries.ALL.get(i);
                Tally tally = new Tally();
                fail(tortures.get(i).run(seed + round, Selection.ALL, tally));
                sweep(library, seed + round, deadline, tally);
                System.out.println("torture of " + library.name() + ", seed " + (seed + round) + ": " + tally);
                total.add(tally);
            }
        }
    }

    private static void sweep(Library library, long seed, long deadline, Tally tally) throws Exception {
        Tormentor tormentor = new Tormentor(library, seed, Selection.ALL);
        Sweep sweep = new Sweep(library, tormentor);
        sweep.run(library.jar(), 10, deadline);
        tally.add(tormentor, sweep.classes());
        assertEquals(List.of(), sweep.failures(), "with seed " + seed);
    }

    private static void again(Tally total) {
        String methods = System.getProperty(OPTION + ".methods");
        String places = System.getProperty(OPTION + ".places");
        Selection selection = new Selection(
                methods == null ? null : Set.of(methods.split("\\|")),
                places == null || places.isEmpty()
                        ? null
                        : Stream.of(places.split(",")).map(Integer::valueOf).collect(Collectors.toSet()));
        Library library = Libraries.byName(System.getProperty(OPTION + ".library"));
        fail(new Torture(library).run(Long.getLong(OPTION + ".seed", FIRST_SEED), selection, total));
    }

    private static void fail(Optional<String> difference) {
        assertTrue(difference.isEmpty(), () -> difference.orElse(""));
    }

    @Test
    void shrinkerFindsTheOneToBlame() {
        List<Integer> numbers = Stream.iterate(0, n -> n + 1).limit(500).toList();
        List<Integer> asked = new ArrayList<>();
        assertEquals(List.of(437), Shrinker.minimise(numbers, some -> asked.add(1) && some.contains(437)));
        assertTrue(asked.size() < 50, () -> asked.size() + " runs");
        assertEquals(List.of(3, 499), Shrinker.minimise(numbers, some -> some.contains(3) && some.contains(499)));
    }

    @Test
    void sameSeedTorturesAlikeWhateverElseIsChosen() {
        Library library = Libraries.ALL.get(0);
        Tormentor all = new Tormentor(library, 7, Selection.ALL);
        Run.tortured(library, all, "nets");
        String method = all.places().stream()
                .filter(place -> place.what().startsWith("before"))
                .skip(300)
                .findFirst()
                .orElseThrow()
                .method()
                .toString();
        Tormentor one = new Tormentor(library, 7, new Selection(Set.of(method), null));
        Run.tortured(library, one, "nets");
        assertEquals(
                List.of(),
                awaitsIn(method, all).stream()
                        .filter(place -> !awaitsIn(method, one).contains(place))
                        .toList());
        assertNotEquals(List.of(), awaitsIn(method, one));
    }

    /** Not the calls that are awaited, nor what stands in their place: those depend on what is called. */
    private static List<Integer> awaitsIn(String method, Tormentor tormentor) {
        return tormentor.places().stream()
                .filter(place ->
                        place.method().toString().equals(method) && place.what().startsWith("before"))
                .map(Tormentor.Place::number)
                .filter(number -> number % MethodTormentor.NUMBERS_APART == 0)
                .toList();
    }
}
