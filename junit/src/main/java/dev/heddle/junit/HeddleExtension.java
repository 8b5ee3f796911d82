// SPDX-License-Identifier: Apache-2.0
package dev.heddle.junit;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.testing.VirtualTime;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests, {@code @BeforeEach} and {@code @AfterEach} methods, each test its own:
 *
 * <ul>
 *   <li>{@link VirtualTime}: a loop on virtual time, as {@link VirtualTime#builder()} makes them; closed after the test, which fails if there are failures that nobody heard of.
 *   <li>{@link EventLoop}: that loop.
 *   <li>{@link RandomGenerator}: random numbers that depend on the seed alone, 0 if there is none.
 * </ul>
 *
 * <p>{@link Seed} and {@link VirtualTimeout} are heeded. For plain test classes, with {@code @ExtendWith(HeddleExtension.class)}; those that implement {@link AsyncTests} have
 * it already.
 */
public final class HeddleExtension implements ParameterResolver {

    /** For JUnit. */
    public HeddleExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        boolean ours = type == VirtualTime.class || type == EventLoop.class || type == RandomGenerator.class;
        return ours && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == RandomGenerator.class) {
            // Not the loop's own numbers: then what the test asks for would change the schedule.
            return new SplittableRandom(~Trial.of(context).seedOrZero());
        }
        VirtualTime time = Trial.of(context).time();
        return type == EventLoop.class ? time.loop() : time;
    }
}
