// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of sources in one dialect.
 *
 * @param classes the folder of the class files that javac wrote
 * @param woven the folder of the woven ones
 */
record WovenSources(Path classes, Path woven) {

    /** Compiles for Java 8, which is the newest that ea-async takes, and weaves. */
    static WovenSources of(Dialect dialect, Map<String, String> textsByName, Path folder) throws IOException {
        Path base = Files.createTempDirectory(folder, "growth");
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : textsByName.entrySet()) {
            files.add(Files.writeString(base.resolve(source.getKey() + ".java"), source.getValue()));
        }
        WovenSources result = new WovenSources(base.resolve("classes"), base.resolve("woven"));
        SourceCompiler.compile(files, result.classes, 8);
        dialect.weave(result.classes, result.woven);
        return result;
    }
}
