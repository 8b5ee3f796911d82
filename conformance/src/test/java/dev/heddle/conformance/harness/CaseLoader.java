// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.util.Map;

/** Defines classes from memory. The JVM does not trust it, so it verifies them. */
public final class CaseLoader extends ClassLoader {

    private final Map<String, byte[]> classes;

    public CaseLoader(Map<String, byte[]> classes) {
        super(CaseLoader.class.getClassLoader());
        this.classes = Map.copyOf(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name.replace('.', '/'));
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** Loads a class, and has it verified and initialised. */
    public Class<?> initialised(String binaryName) {
        try {
            return Class.forName(binaryName, true, this);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Has the JVM verify every class, without running any initialiser. */
    public void linkAll() {
        for (String name : classes.keySet()) {
            try {
                // Asking for methods links the class, which verifies it.
                Class.forName(name.replace('/', '.'), false, this).getDeclaredMethods();
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
    }
}
