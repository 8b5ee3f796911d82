// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.agent;

import dev.heddle.transformer.TransformResult;
import dev.heddle.transformer.TransformResult.FrameClass;
import dev.heddle.transformer.TransformResult.Transformed;
import dev.heddle.transformer.read.CoroutineScan;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Transforms a class that the JVM is about to load, and defines its frames first. A class that can't be transformed is loaded as it is; its awaits throw then. */
final class LoadTimeWeaver implements ClassFileTransformer {

    private final LoadedClassTransform transform;
    private final FrameDefiner definer;
    private final PrintStream err;

    LoadTimeWeaver(LoadedClassTransform transform, FrameDefiner definer, PrintStream err) {
        this.transform = transform;
        this.definer = definer;
        this.err = err;
    }

    /** Transforms a class of a class loader. */
    @FunctionalInterface
    interface LoadedClassTransform {

        TransformResult transform(ClassLoader loader, byte[] classFile, String origin);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        // A class that is loaded already can't get the methods and frames it would need.
        if (loader == null || className == null || redefined != null || isOurs(className)) {
            return null;
        }
        if (!CoroutineScan.of(classFile).mentionsCoroutines()) {
            return null;
        }
        try {
            return weave(loader, className, domain, classFile);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // The JVM would drop it without a word.
            err.println("heddle: " + className.replace('/', '.') + " is not transformed: " + e);
            return null;
        }
    }

    private byte @Nullable [] weave(
            ClassLoader loader, String className, @Nullable ProtectionDomain domain, byte[] classFile)
            throws ReflectiveOperationException {
        TransformResult result = transform.transform(loader, classFile, className + ".class");
        result.diagnostics().forEach(diagnostic -> err.println(diagnostic.format()));
        if (!(result instanceof Transformed woven)) {
            return null;
        }
        for (FrameClass frame : woven.frames()) {
            definer.define(loader, frame.name().replace('/', '.'), frame.bytes(), domain);
        }
        return woven.bytes();
    }

    private static boolean isOurs(String className) {
        return className.startsWith("dev/heddle/runtime/") || className.startsWith("dev/heddle/transformer/");
    }
}
