// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import dev.heddle.transformer.TransformResult;
import dev.heddle.transformer.Transformer;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.SourceLocator;
import dev.heddle.transformer.hierarchy.ClassHierarchy;
import dev.heddle.transformer.hierarchy.LoaderHierarchy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Weaves classes that are in memory. */
public final class CaseWeaver {

    private CaseWeaver() {}

    /** Weaves all classes; what is refused fails the test. */
    public static Map<String, byte[]> weave(Map<String, byte[]> classes) {
        Transformer transformer = transformer(classes);
        Map<String, byte[]> woven = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        classes.forEach((name, bytes) -> {
            TransformResult result = transformer.transform(bytes, name + ".class");
            if (result instanceof TransformResult.Rejected rejected) {
                rejected.diagnostics().forEach(each -> refused.add(each.format()));
            } else if (result instanceof TransformResult.Transformed transformed) {
                woven.put(name, transformed.bytes());
                transformed.frames().forEach(frame -> woven.put(frame.name(), frame.bytes()));
            } else {
                woven.put(name, bytes);
            }
        });
        if (!refused.isEmpty()) {
            throw new AssertionError(String.join("\n", refused));
        }
        return woven;
    }

    /** Gives what the transformer says about classes, and does not mind errors. */
    public static List<Diagnostic> diagnose(Map<String, byte[]> classes) {
        Transformer transformer = transformer(classes);
        List<Diagnostic> all = new ArrayList<>();
        classes.forEach((name, bytes) ->
                all.addAll(transformer.transform(bytes, name + ".class").diagnostics()));
        return all;
    }

    public static Transformer transformer(Map<String, byte[]> classes) {
        return new Transformer(hierarchy(classes), SourceLocator.NONE, true);
    }

    public static ClassHierarchy hierarchy(Map<String, byte[]> classes) {
        ClassHierarchy others = new LoaderHierarchy(CaseWeaver.class.getClassLoader());
        return new ClassHierarchy() {
            @Override
            public Optional<ClassInfo> find(String name) {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    return others.find(name);
                }
                ClassReader reader = new ClassReader(bytes);
                boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
                return Optional.of(new ClassInfo(name, reader.getSuperName(), isInterface));
            }

            @Override
            public Optional<byte[]> classFile(String name) {
                return classes.containsKey(name) ? Optional.of(classes.get(name)) : others.classFile(name);
            }
        };
    }
}
