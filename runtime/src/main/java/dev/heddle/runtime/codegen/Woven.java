// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The transformer's mark on a class whose coroutines it has rewritten: transforming such a class again changes nothing. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Woven {

    /**
     * The version of the woven code's format, counted from 1.
     *
     * @return the version
     */
    int format();

    /**
     * The simple file names, without {@code .class}, of the frames that belong to the class, in the order of its methods.
     *
     * @return the names
     */
    String[] frames();
}
