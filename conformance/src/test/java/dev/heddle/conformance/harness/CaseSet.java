// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import dev.heddle.conformance.Expect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The cases of a folder, compiled and woven in one way. */
public final class CaseSet {

    private final Flavour flavour;
    private final CaseLoader loader;
    private final List<String> names;

    private CaseSet(Flavour flavour, CaseLoader loader, List<String> names) {
        this.flavour = flavour;
        this.loader = loader;
        this.names = names;
    }

    /** Reads the sources of a folder, by the names of their classes. */
    public static Map<String, String> sources(Path folder) {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString();
                sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    public static CaseSet of(Map<String, String> sources, Flavour flavour, String... options) {
        return of(Vendor.JAVAC, sources, flavour, options);
    }

    public static CaseSet of(Vendor vendor, Map<String, String> sources, Flavour flavour, String... options) {
        Map<String, String> translated = new LinkedHashMap<>();
        sources.forEach((name, text) -> translated.put(name, flavour.translate(text)));
        return ofClasses(
                CaseCompiler.compile(vendor, translated, options),
                flavour,
                translated.keySet().toArray(new String[0]));
    }

    /** Makes a set of class files, which are woven unless they are twins; the cases are in the classes named. */
    public static CaseSet ofClasses(Map<String, byte[]> classes, Flavour flavour, String... names) {
        CaseLoader loader = new CaseLoader(flavour == Flavour.TWIN ? classes : CaseWeaver.weave(classes));
        loader.linkAll();
        return new CaseSet(flavour, loader, List.of(names));
    }

    public Flavour flavour() {
        return flavour;
    }

    public List<String> classNames() {
        return names;
    }

    /** The cases of a class, in the order of their names. */
    public List<Method> cases(String className) {
        List<Method> cases = new ArrayList<>();
        for (Method method : loader.initialised(className).getDeclaredMethods()) {
            if (method.isAnnotationPresent(Expect.class)) {
                method.setAccessible(true);
                cases.add(method);
            }
        }
        cases.sort(Comparator.comparing(Method::getName));
        return cases;
    }

    public Method find(String className, String method) {
        return cases(className).stream()
                .filter(each -> each.getName().equals(method))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return flavour + Arrays.toString(names.toArray());
    }
}
