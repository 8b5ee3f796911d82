// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import dev.heddle.transformer.TransformResult;
import dev.heddle.transformer.Transformer;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.diagnostic.Severity;
import dev.heddle.transformer.diagnostic.SourceLocator;
import dev.heddle.transformer.hierarchy.LoaderHierarchy;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Defines a copy of a library, tortured or as it is, and of its workload. Each class is woven when it is loaded, so that a run pays for what it uses. */
final class LibraryLoader extends ClassLoader {

    private static final int GENTLEST = 7;

    /** Looking classes up is what the woven ones' verification takes most time for. */
    private static final LoaderHierarchy HIERARCHY = new LoaderHierarchy(LibraryLoader.class.getClassLoader());

    static {
        registerAsParallelCapable();
    }

    private final Library library;
    private final Tormentor tormentor;
    private final Transformer transformer = new Transformer(HIERARCHY, SourceLocator.NONE, true);
    private final Map<String, byte[]> frames = new HashMap<>();

    /** What was woven, by internal name, before and after: to be looked at when it fails. */
    final Map<String, byte[]> tortured = new HashMap<>();

    int classes;

    LibraryLoader(Library library, Tormentor tormentor) {
        super(LibraryLoader.class.getClassLoader());
        this.library = library;
        this.tormentor = tormentor;
    }

    Workload workload() throws ReflectiveOperationException {
        return (Workload) loadClass(library.workload().replace('/', '.'))
                .getDeclaredConstructor()
                .newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        String internalName = name.replace('.', '/');
        if (!library.owns(internalName) && !library.isWorkload(internalName)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name, internalName);
        }
    }

    private Class<?> define(String name, String internalName) throws ClassNotFoundException {
        byte[] frame = frames.remove(internalName);
        if (frame != null) {
            return defineClass(name, frame, 0, frame.length);
        }
        byte[] file = library.read(internalName).orElseThrow(() -> new ClassNotFoundException(name));
        byte[] bytes = tormentor == null || library.isWorkload(internalName) ? file : weave(internalName, file);
        classes++;
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] weave(String internalName, byte[] file) {
        for (int gentler = 0; ; gentler++) {
            int places = tormentor.places().size();
            ClassNode node = new ClassNode();
            boolean bare = new Dice(tormentor.seed(), "debug " + internalName).percent(20);
            new ClassReader(file).accept(node, ClassReader.EXPAND_FRAMES | (bare ? ClassReader.SKIP_DEBUG : 0));
            tormentor.torture(node, gentler);
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            node.accept(writer);
            byte[] before = writer.toByteArray();
            tortured.put(internalName, before);
            TransformResult result = transformer.transform(before, internalName);
            if (result instanceof TransformResult.Transformed woven) {
                woven.frames().forEach(frame -> frames.put(frame.name(), frame.bytes()));
                return woven.bytes();
            }
            if (result instanceof TransformResult.Unchanged) {
                return before;
            }
            if (gentler == GENTLEST || !isTooLarge(result)) {
                throw Points.broken(internalName + " is refused: " + complaints(result));
            }
            tormentor.forgetFrom(places);
        }
    }

    private static boolean isTooLarge(TransformResult result) {
        return result.diagnostics().stream().anyMatch(each -> each.code() == DiagnosticCode.METHOD_TOO_LARGE);
    }

    private static String complaints(TransformResult result) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic each : result.diagnostics()) {
            if (each.code().severity() == Severity.ERROR) {
                text.append(each.format()).append("; ");
            }
        }
        return text.toString();
    }
}
