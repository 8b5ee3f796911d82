// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a class into a class loader. */
@FunctionalInterface
interface FrameDefiner {

    /**
     * Defines a class; it is not linked yet, so it may refer to classes that are still to come.
     *
     * @param loader the class loader
     * @param binaryName the class's name
     * @param classFile its class file
     * @param domain where its code comes from, for what is left of the security manager
     * @throws ReflectiveOperationException if the loader refuses it
     */
    void define(ClassLoader loader, String binaryName, byte[] classFile, @Nullable ProtectionDomain domain)
            throws ReflectiveOperationException;

    /**
     * Makes a definer. Lookups define classes only beside one that is loaded already, and a frame must be there before its host is. So {@code ClassLoader.defineClass} is
     * called by reflection, which an agent may open to itself, and to nobody else.
     */
    static FrameDefiner open(Instrumentation instrumentation) throws ReflectiveOperationException {
        instrumentation.redefineModule(
                ClassLoader.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(FrameDefiner.class.getModule())),
                Set.of(),
                Map.of());
        Method defineClass = ClassLoader.class.getDeclaredMethod(
                "defineClass", String.class, byte[].class, int.class, int.class, ProtectionDomain.class);
        defineClass.setAccessible(true);
        return (loader, binaryName, classFile, domain) -> {
            try {
                defineClass.invoke(loader, binaryName, classFile, 0, classFile.length, domain);
            } catch (InvocationTargetException e) {
                throw new ReflectiveOperationException(binaryName + " can't be defined: " + e.getCause(), e);
            }
        };
    }
}
