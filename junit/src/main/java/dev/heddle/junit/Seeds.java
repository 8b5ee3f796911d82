// SPDX-License-Identifier: Apache-2.0
package dev.heddle.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has an {@link AsyncTest}, or all of a class, run under many seeds: each time, tasks that are ready run in another order. The seeds are 0 and those that follow; the system
 * property {@code heddle.seed} names the only one to run under, to look into a failure. On a method it overrides what the class has.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Seeds {

    /**
     * Tells how many.
     *
     * @return more than 0
     */
    int value();
}
