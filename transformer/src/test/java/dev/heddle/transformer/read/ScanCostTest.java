// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.heddle.transformer.TransformResult;
import dev.heddle.transformer.Transformer;
import dev.heddle.transformer.diagnostic.SourceLocator;
import dev.heddle.transformer.hierarchy.ClassHierarchy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

/** Classes without coroutines are passed over by a scan that allocates next to nothing. */
class ScanCostTest {

    private static final int ROUNDS = 20;

    /** The scan's result, and what is said of a class that is left alone; not its bytes, names or constants. */
    private static final long MOST_BYTES_A_CLASS = 200;

    @Test
    void classes_without_coroutines_cost_next_to_nothing() throws Exception {
        List<byte[]> classes = classesOfAsm();
        ClassHierarchy none = name -> Optional.empty();
        Transformer transformer = new Transformer(none, SourceLocator.NONE, true);
        for (byte[] each : classes) {
            assertInstanceOf(TransformResult.Unchanged.class, transformer.transform(each, "A.class"));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            for (byte[] each : classes) {
                var unused = transformer.transform(each, "A.class");
            }
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS / classes.size();
        assertTrue(each <= MOST_BYTES_A_CLASS, each + " bytes allocated for a class");
    }

    /** The class files of ASM, which know nothing of coroutines. */
    private static List<byte[]> classesOfAsm() throws IOException, URISyntaxException {
        Path jar = Path.of(ClassReader.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<byte[]> classes = new ArrayList<>();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (var entry : Collections.list(file.entries())) {
                if (entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class")) {
                    classes.add(file.getInputStream(entry).readAllBytes());
                }
            }
        }
        assertTrue(classes.size() > 30, classes.size() + " classes");
        return classes;
    }
}
