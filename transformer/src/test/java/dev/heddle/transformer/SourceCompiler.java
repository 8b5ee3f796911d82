// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a source in memory. */
public final class SourceCompiler {

    private SourceCompiler() {}

    /**
     * Compiles one source file against the test's class path.
     *
     * @param fileName its simple name
     * @param source its text
     * @param options javac's options
     * @return the class files by internal name
     */
    public static Map<String, byte[]> compile(String fileName, String source, String... options) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Map<String, ByteArrayOutputStream> written = new TreeMap<>();
        JavaFileObject input =
                new SimpleJavaFileObject(URI.create("string:///" + fileName), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> all =
                new ArrayList<>(List.of("-g", "-proc:none", "-classpath", System.getProperty("java.class.path")));
        all.addAll(List.of(options));
        JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(javac.getStandardFileManager(problems, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                        return new SimpleJavaFileObject(
                                URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                                written.put(name.replace('.', '/'), bytes);
                                return bytes;
                            }
                        };
                    }
                };
        if (!javac.getTask(null, files, problems, all, null, List.of(input)).call()) {
            StringBuilder text = new StringBuilder();
            for (Diagnostic<?> problem : problems.getDiagnostics()) {
                text.append(problem).append(System.lineSeparator());
            }
            throw new IllegalArgumentException(text.toString());
        }
        Map<String, byte[]> classes = new TreeMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }
}
