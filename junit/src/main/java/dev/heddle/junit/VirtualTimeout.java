// SPDX-License-Identifier: Apache-2.0
package dev.heddle.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;

/**
 * Limits the virtual time of a test, or of each of a class: one that would wait beyond it fails, and tells which tasks wait where. A day if there is none. What never waits
 * takes no virtual time; JUnit's own {@code @Timeout} limits the real time. On a method it overrides what the class has.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface VirtualTimeout {

    /**
     * Tells how long.
     *
     * @return the limit in {@link #unit()}s, more than 0
     */
    long value();

    /**
     * Tells the unit.
     *
     * @return seconds, if there is none
     */
    TimeUnit unit() default TimeUnit.SECONDS;
}
