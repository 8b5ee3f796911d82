// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Registration;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Signals of the operating system. The JDK has but {@code sun.misc.Signal} for them, in the module {@code jdk.unsupported}, which is looked up by name: nothing else here
 * should fail where that is missing.
 */
final class Signals {

    private Signals() {}

    /** Has an action called, on a thread of the JVM's, whenever the signal comes, until the registration is detached; then whoever handled it before does so again. */
    static Registration handle(String name, Runnable action) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance(name);
            Method handle = type.getMethod("handle", type, handlerType);
            Object handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(),
                    new Class<?>[] {handlerType},
                    (proxy, method, arguments) -> handled(proxy, method, arguments, action));
            Object before = handle.invoke(null, signal, handler);
            AtomicBoolean detached = new AtomicBoolean();
            return () -> {
                if (detached.compareAndSet(false, true)) {
                    restore(handle, signal, before, handler);
                }
            };
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(
                    "The signal " + name + " can't be handled: "
                            + (refused.getCause() == null ? refused : refused.getCause()).getMessage(),
                    refused.getCause());
        } catch (ReflectiveOperationException missing) {
            throw new UnsupportedOperationException(
                    "This JVM gives no access to signals: it needs the module jdk.unsupported (--add-modules jdk.unsupported)",
                    missing);
        }
    }

    /** What a proxy is asked: to handle the signal, or what any object is. */
    private static @Nullable Object handled(
            Object proxy, Method method, @Nullable Object @Nullable [] arguments, Runnable action) {
        return switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Signals[" + action + "]";
        };
    }

    private static void restore(Method handle, Object signal, Object before, Object handler) {
        try {
            Object current = handle.invoke(null, signal, before);
            if (current != handler) {
                // Somebody else handles it by now, and is to go on.
                var unused = handle.invoke(null, signal, current);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The handler of " + signal + " can't be restored", e);
        }
    }
}
