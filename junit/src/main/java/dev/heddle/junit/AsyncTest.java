// SPDX-License-Identifier: Apache-2.0
package dev.heddle.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test of a class that implements {@link AsyncTests}: a method, not private, that returns a {@link dev.heddle.Coroutine}. Each run has a new instance of the class
 * and a new loop. The test fails if the coroutine does, if it leaves tasks behind, if a failure is heard by nobody, or if nothing can wake it any more. Its parameters may be
 * those that {@link HeddleExtension} resolves, and those of other extensions.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AsyncTest {}
