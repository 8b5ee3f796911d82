// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.Registration;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** {@code sun.misc.Signal} by reflection: the compiler warns of the class where it stands in the source, and a JDK need not have it. */
final class SystemSignal {

    private static final String PACKAGE = "sun.misc.";

    private SystemSignal() {}

    /** Handles a signal, on a thread of the JVM's. */
    static Registration handle(String name, Runnable action) {
        try {
            Class<?> signalType = Class.forName(PACKAGE + "Signal");
            Class<?> handlerType = Class.forName(PACKAGE + "SignalHandler");
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    SystemSignal.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        // A handler is also put into collections and printed, perhaps.
                        return switch (method.getName()) {
                            case "handle" -> run(action);
                            case "equals" -> arguments != null && arguments.length == 1 && self == arguments[0];
                            case "hashCode" -> System.identityHashCode(self);
                            default -> "the handler of SIG" + name;
                        };
                    });
            Object before = install(signalType, handlerType, signal, handler);
            AtomicBoolean detached = new AtomicBoolean();
            return () -> {
                if (!detached.getAndSet(true)) {
                    var unused = reinstall(signalType, handlerType, signal, before);
                }
            };
        } catch (InvocationTargetException refused) {
            throw refusal(name, refused.getCause());
        } catch (ReflectiveOperationException missing) {
            throw missing(missing);
        }
    }

    private static @Nullable Object run(Runnable action) {
        action.run();
        return null;
    }

    private static Object install(Class<?> signalType, Class<?> handlerType, Object signal, Object handler)
            throws ReflectiveOperationException {
        return signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
    }

    private static Object reinstall(Class<?> signalType, Class<?> handlerType, Object signal, Object before) {
        try {
            return install(signalType, handlerType, signal, before);
        } catch (ReflectiveOperationException failure) {
            throw missing(failure);
        }
    }

    private static IllegalArgumentException refusal(String name, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "SIG" + name + " can't be handled" + (cause == null ? "" : ": " + cause.getMessage()), cause);
    }

    private static UnsupportedOperationException missing(ReflectiveOperationException cause) {
        return new UnsupportedOperationException(
                "Signals need sun.misc.Signal: add the module jdk.unsupported (--add-modules jdk.unsupported)", cause);
    }
}
