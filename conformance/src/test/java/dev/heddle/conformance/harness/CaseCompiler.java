// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.SourceVersion;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources. */
public final class CaseCompiler {

    private CaseCompiler() {}

    /** Whether the compiler at hand knows a release of Java. */
    public static boolean supports(int release) {
        return SourceVersion.latest().ordinal() >= release;
    }

    /**
     * Compiles with javac.
     *
     * @param sources the sources, by the binary names of their main classes
     * @param options what to pass to javac
     * @return the class files, by internal name, in a stable order
     */
    public static Map<String, byte[]> compile(Map<String, String> sources, String... options) {
        return compile(Vendor.JAVAC, sources, options);
    }

    /**
     * Compiles with a compiler of choice.
     *
     * @param vendor whose compiler
     * @param sources the sources, by the binary names of their main classes
     * @param options what to pass to it
     * @return the class files, by internal name, in a stable order
     */
    public static Map<String, byte[]> compile(Vendor vendor, Map<String, String> sources, String... options) {
        return vendor == Vendor.ECJ ? EcjCompiler.compile(sources, options) : javac(sources, true, options);
    }

    /** As {@link #compile(Map, String...)}, with what annotation processors there are on the class path. */
    public static Map<String, byte[]> compileWithProcessors(Map<String, String> sources, String... options) {
        return javac(sources, false, options);
    }

    private static Map<String, byte[]> javac(Map<String, String> sources, boolean alone, String... options) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, text) -> files.add(new Source(name, text)));
        List<String> all = new ArrayList<>(List.of(
                "-nowarn",
                alone ? "-proc:none" : withProcessors(),
                "-Xlint:none",
                "-cp",
                System.getProperty("java.class.path")));
        all.addAll(List.of(options));
        JavaFileManager manager = new Memory(javac.getStandardFileManager(problems, null, null), written);
        if (!javac.getTask(null, manager, problems, all, null, files).call()) {
            StringBuilder text = new StringBuilder("javac refuses the cases:");
            problems.getDiagnostics().forEach(each -> text.append('\n').append(each));
            throw new AssertionError(text);
        }
        Map<String, byte[]> classes = new TreeMap<>();
        written.forEach((name, bytes) -> classes.put(name.replace('.', '/'), bytes.toByteArray()));
        return classes;
    }

    /** Newer compilers run processors only if they are asked to; older ones know no such option, so that one without effect stands in its place. */
    private static String withProcessors() {
        return Runtime.version().feature() > 20 ? "-proc:full" : "-implicit:none";
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written;

        Memory(JavaFileManager manager, Map<String, ByteArrayOutputStream> written) {
            super(manager);
            this.written = written;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(name, each -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
