// SPDX-License-Identifier: Apache-2.0
package dev.heddle.junit;

import dev.heddle.runtime.testing.VirtualTime;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/** One run of one test: its seed, and its loop, which is made when somebody asks for it. Kept in JUnit's store, which closes it after the test. */
final class Trial implements AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(Trial.class);
    private static final Duration LIMIT = Duration.ofDays(1);

    private final @Nullable Long seed;
    private final Duration limit;
    private @Nullable VirtualTime time;

    private Trial(@Nullable Long seed, Duration limit) {
        this.seed = seed;
        this.limit = limit;
    }

    /** The run that the context is of. */
    static Trial of(ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(Trial.class, key -> plain(context), Trial.class);
    }

    private static Trial plain(ExtensionContext context) {
        AnnotatedElement method = context.getRequiredTestMethod();
        return new Trial(seed(method, context.getRequiredTestClass()), limit(method, context.getRequiredTestClass()));
    }

    /** Sets the run that the context is of: of a method, under a seed or none. */
    static void begin(ExtensionContext context, AnnotatedElement method, @Nullable Long seed) {
        context.getStore(NAMESPACE).put(Trial.class, new Trial(seed, limit(method, context.getRequiredTestClass())));
    }

    private static Duration limit(AnnotatedElement method, Class<?> type) {
        return find(method, type, VirtualTimeout.class)
                .map(timeout -> Duration.of(timeout.value(), timeout.unit().toChronoUnit()))
                .orElse(LIMIT);
    }

    /** The only seed that a test is to run under; null if there is none. */
    static @Nullable Long seed(AnnotatedElement method, Class<?> type) {
        return find(method, type, Seed.class).map(Seed::value).orElse(null);
    }

    /** The method's annotation, or else its class's or that of a class around that. */
    static <A extends Annotation> Optional<A> find(AnnotatedElement method, Class<?> type, Class<A> annotation) {
        Optional<A> found = AnnotationSupport.findAnnotation(method, annotation);
        for (Class<?> each = type; found.isEmpty() && each != null; each = each.getEnclosingClass()) {
            found = AnnotationSupport.findAnnotation(each, annotation);
        }
        return found;
    }

    long seedOrZero() {
        return seed == null ? 0 : seed;
    }

    VirtualTime time() {
        VirtualTime made = time;
        if (made == null) {
            VirtualTime.Builder builder = VirtualTime.builder().timeLimit(limit);
            made = (seed == null ? builder : builder.seed(seed)).build();
            time = made;
        }
        return made;
    }

    @Override
    public void close() {
        if (time != null) {
            time.close();
        }
    }
}
