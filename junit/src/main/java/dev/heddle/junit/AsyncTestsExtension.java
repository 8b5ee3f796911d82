// SPDX-License-Identifier: Apache-2.0
package dev.heddle.junit;

import dev.heddle.Coroutine;
import dev.heddle.runtime.testing.ScheduleExplorer;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;

/** Finds the methods that {@link AsyncTests#asyncTests()} stands for, and says how often each is to be run. */
final class AsyncTestsExtension implements TestTemplateInvocationContextProvider {

    AsyncTestsExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        // All may be disabled.
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        List<Method> methods =
                AnnotationSupport.findAnnotatedMethods(type, AsyncTest.class, HierarchyTraversalMode.TOP_DOWN);
        if (methods.isEmpty()) {
            throw new ExtensionConfigurationException(
                    type.getName() + " implements AsyncTests, but none of its methods is marked with @AsyncTest");
        }
        List<Stream<TestTemplateInvocationContext>> invocations = new ArrayList<>();
        for (Method method : methods) {
            check(method);
            if (!AnnotationSupport.isAnnotated(method, Disabled.class)) {
                invocations.add(invocations(method, type));
            }
        }
        return invocations.stream().flatMap(each -> each);
    }

    private static void check(Method method) {
        if (!Coroutine.class.isAssignableFrom(method.getReturnType())
                || ModifierSupport.isPrivate(method)
                || ModifierSupport.isStatic(method)) {
            throw new ExtensionConfigurationException(
                    "@AsyncTest is for methods that return a Coroutine and are neither"
                            + " private nor static, which is not so: " + method);
        }
    }

    private static Stream<TestTemplateInvocationContext> invocations(Method method, Class<?> type) {
        Long seed = Trial.seed(method, type);
        if (seed != null) {
            return Stream.of(new AsyncInvocation(method, seed));
        }
        return Trial.find(method, type, Seeds.class)
                .map(seeds -> ScheduleExplorer.seeds(seeds.value()).seeds().boxed())
                .orElseGet(() -> Stream.<@Nullable Long>of((Long) null))
                .map(each -> new AsyncInvocation(method, each));
    }
}
