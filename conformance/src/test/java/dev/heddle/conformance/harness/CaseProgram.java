// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Checks cases that are compiled and woven already, in a JVM of its own. Prints how many there were, and how many runs it took. */
public final class CaseProgram {

    private CaseProgram() {}

    /**
     * Runs.
     *
     * @param args a folder with the folders {@code twin} and {@code woven}, and the names of the classes with cases
     */
    public static void main(String[] args) throws IOException {
        ScratchFolder folder = new ScratchFolder(Path.of(args[0]));
        String[] names = List.of(args).subList(1, args.length).toArray(new String[0]);
        CaseSet twins = CaseSet.ofClasses(folder.classes("twin"), Flavour.TWIN, names);
        // Woven as they are, they are not woven again.
        CaseSet woven = CaseSet.ofClasses(folder.classes("woven"), Flavour.COROUTINE, names);
        int cases = 0;
        for (String name : names) {
            for (var each : woven.cases(name)) {
                CaseCheck.check(twins.find(name, each.getName()), each);
                cases++;
            }
        }
        System.out.println(cases + " cases, " + CaseCheck.runs() + " runs");
        System.exit(0);
    }
}
