// SPDX-License-Identifier: Apache-2.0
package dev.heddle.junit;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class with methods that are coroutines, marked with {@link AsyncTest}:
 *
 * <pre>{@code
 * class ShopTest implements AsyncTests {
 *     @Async
 *     @AsyncTest
 *     Coroutine<Void> givesUpAfterAnHour(VirtualTime time) {
 *         assertNull(await(new Shop().order("unknown")));
 *         assertEquals(Duration.ofHours(1), time.elapsed());
 *         return done();
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit itself takes only methods without a result for tests. So to JUnit there is the one test template below, of which the methods are the invocations; all that goes for
 * tests, like {@code @BeforeEach}, goes for each of them.
 */
@ExtendWith(HeddleExtension.class)
public interface AsyncTests {

    /** Stands for the methods marked with {@link AsyncTest}. Not to be called or overridden. */
    @TestTemplate
    @ExtendWith(AsyncTestsExtension.class)
    default void asyncTests() {
        throw new IllegalStateException("Runs in place of this are the methods marked with @AsyncTest");
    }
}
