// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The transformer's mark on a class whose coroutines it has rewritten, transforming which again changes nothing; and its tables of them: for each point where a coroutine may be
 * suspended, the source line and the variables that are kept. Stack traces, dumps and {@code inspect} read them. They are here and not on the frames, for most of their texts
 * are in this class anyway, and each frame would have to repeat them. {@link FrameTable} is the same for coroutines that are written by hand.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Woven {

    /**
     * The version of the woven code's format, counted from 1.
     *
     * @return the version
     */
    int format();

    /**
     * The source file's simple name; empty if the class does not tell.
     *
     * @return the name
     */
    String file() default "";

    /**
     * The simple file names, without {@code .class}, of the frames that belong to the class, in the order of its methods.
     *
     * @return the names
     */
    String[] frames();

    /**
     * The names of the coroutines' methods, one for each frame.
     *
     * @return the names
     */
    String[] methods() default {};

    /**
     * The methods' descriptors as the user wrote them, one for each frame.
     *
     * @return the descriptors
     */
    String[] descriptors() default {};

    /**
     * The points of all coroutines, as one text, in pieces since a class file limits the length of a constant. The coroutines are separated by {@code .}, their points by
     * {@code ;}, and the parts of a point by {@code /}: no name in a class file has these characters. The parts are the source line, or 0, with a {@code ^} if no try block covers the point, so that whatever is thrown there goes up; what is awaited, in words made from the
     * bytecode; and for each value that is kept {@code field=name}, where one on the operand stack has the name {@code #n}. Its type is the field's.
     *
     * @return the pieces
     */
    String[] points() default {};
}
