// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import java.util.Optional;

/** Has the JVM verify one class, without initialising it. */
final class LinkingLoader extends ClassLoader {

    private final String name;
    private final byte[] classFile;

    private LinkingLoader(String name, byte[] classFile) {
        super(LinkingLoader.class.getClassLoader());
        this.name = name;
        this.classFile = classFile;
    }

    /** Gives the JVM's complaint, or empty if it takes the class. */
    @SuppressWarnings("ReturnValueIgnored") // asking for the methods has the class linked
    static Optional<Throwable> link(String name, byte[] classFile) {
        try {
            Class<?> loaded = Class.forName(name, false, new LinkingLoader(name, classFile));
            // Needs the class to be linked, and thereby verified.
            loaded.getDeclaredMethods();
            return Optional.empty();
        } catch (ClassFormatError | VerifyError refused) {
            return Optional.of(refused);
        } catch (NoClassDefFoundError afterVerification) {
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(wanted)) {
            if (!wanted.equals(name)) {
                return super.loadClass(wanted, resolve);
            }
            Class<?> loaded = findLoadedClass(wanted);
            return loaded == null ? defineClass(wanted, classFile, 0, classFile.length) : loaded;
        }
    }
}
