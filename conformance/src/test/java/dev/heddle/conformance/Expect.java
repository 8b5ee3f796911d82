// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a case: a static method without parameters, and what must come out of it when nothing is made to fail. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Expect {

    /** The value as a string, or {@code !} and the exception's class and message. */
    String value();

    /** What the case traces, separated by blanks; nothing is checked if it is left out. */
    String trace() default "";
}
