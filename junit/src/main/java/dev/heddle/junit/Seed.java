// SPDX-License-Identifier: Apache-2.0
package dev.heddle.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has a test, or all of a class, run under one seed, which decides the order of tasks that are ready: say, the seed under which it once failed. It comes before {@link Seeds},
 * and also goes for the loops that plain tests get as parameters. On a method it overrides what the class has.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Seed {

    /**
     * Gives the seed.
     *
     * @return any number
     */
    long value();
}
