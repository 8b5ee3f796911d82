// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.hierarchy.ClassHierarchy;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds out whether calling {@code close()} on a value of a type is always the call of {@code AsyncCloseable}'s own, which throws unless it is woven. That is so only if no subclass can override
 * it, and no class or interface above does. What can't be looked up might, so then the answer is no.
 */
final class ClosingLookup {

    private static final String OBJECT = "java/lang/Object";

    /** Interfaces that have a {@code close()}, and none that does anything but {@code AsyncCloseable}'s. */
    private static final Set<String> WITHOUT =
            Set.of(Symbols.ASYNC_CLOSEABLE, "java/lang/AutoCloseable", "java/io/Closeable");

    private final ClassHierarchy hierarchy;
    private final Map<String, Boolean> known = new HashMap<>();

    ClosingLookup(ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** What of a class file matters. */
    private record Part(boolean isFinal, String superName, List<String> interfaces, boolean closes) {}

    boolean throwsOutsideCoroutines(String type) {
        return known.computeIfAbsent(type, this::look);
    }

    private boolean look(String type) {
        Part first = read(type);
        if (first == null || !first.isFinal()) {
            return false;
        }
        Deque<String> open = new ArrayDeque<>(List.of(type));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Part part = read(open.remove());
            if (part == null || part.closes()) {
                return false;
            }
            for (String above : part.interfaces()) {
                if (seen.add(above) && !WITHOUT.contains(above)) {
                    open.add(above);
                }
            }
            if (!part.superName().equals(OBJECT) && seen.add(part.superName())) {
                open.add(part.superName());
            }
        }
        return seen.contains(Symbols.ASYNC_CLOSEABLE);
    }

    private @Nullable Part read(String type) {
        Optional<byte[]> classFile = hierarchy.classFile(type);
        if (classFile.isEmpty()) {
            return null;
        }
        CloseFinder finder = new CloseFinder();
        try {
            new ClassReader(classFile.get())
                    .accept(finder, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException newerOrDamaged) {
            return null;
        }
        return finder.part;
    }

    private static final class CloseFinder extends ClassVisitor {

        private @Nullable Part part;

        CloseFinder() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            part = new Part(
                    (access & Opcodes.ACC_FINAL) != 0,
                    superName == null ? OBJECT : superName,
                    interfaces == null ? List.of() : List.of(interfaces),
                    false);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (part != null && name.equals(Symbols.CLOSE) && descriptor.equals("()V")) {
                part = new Part(part.isFinal(), part.superName(), part.interfaces(), true);
            }
            return null;
        }
    }
}
