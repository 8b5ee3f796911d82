// SPDX-License-Identifier: Apache-2.0
package dev.heddle.junit;

import dev.heddle.Coroutine;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** A run of one coroutine method, in place of the template that stands for it. */
final class AsyncInvocation implements TestTemplateInvocationContext, BeforeEachCallback, InvocationInterceptor {

    private final Method method;
    private final @Nullable Long seed;

    AsyncInvocation(Method method, @Nullable Long seed) {
        this.method = method;
        this.seed = seed;
    }

    @Override
    public String getDisplayName(int index) {
        return seed == null ? method.getName() : method.getName() + ", seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    /** Before the user's own, so that these get the same loop. */
    @Override
    public void beforeEach(ExtensionContext context) {
        Trial.begin(context, method, seed);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> template,
            ExtensionContext context) {
        invocation.skip();
        Object instance = context.getRequiredTestInstance();
        var unused = Trial.of(context).time().test(() -> {
            Object coroutine = context.getExecutableInvoker().invoke(method, instance);
            return (Coroutine<?>) Objects.requireNonNull(coroutine, () -> method + " gave null, not a coroutine");
        });
    }
}
