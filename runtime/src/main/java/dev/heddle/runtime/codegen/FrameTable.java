// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The table on a frame that is written by hand: which method it belongs to and, for each point where that may be suspended, the source line and the variables that are kept.
 * Stack traces and dumps read it. Frames share it with what they extend. Woven frames had it in the first version of the format; now their class's {@link Woven} tells the same.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FrameTable {

    /**
     * The version of the woven code's format, counted from 1.
     *
     * @return the version
     */
    int format();

    /**
     * The class that the method is in, by its binary name ({@code com.acme.Outer$Inner}).
     *
     * @return the name
     */
    String type();

    /**
     * The method's name.
     *
     * @return the name
     */
    String method();

    /**
     * The method's descriptor as the user wrote it.
     *
     * @return the descriptor
     */
    String descriptor();

    /**
     * The source file's simple name; empty if the class does not tell.
     *
     * @return the name
     */
    String file();

    /**
     * The source line of each suspension point, the first point's first; 0 where the class does not tell.
     *
     * @return the lines
     */
    int[] lines();

    /**
     * What each suspension point awaits, in words made from the bytecode.
     *
     * @return a description a point
     */
    String[] awaits();

    /**
     * What each suspension point keeps: {@code field=name:descriptor}, separated by blanks; a value on the operand stack has the name {@code #n}.
     *
     * @return a list a point
     */
    String[] kept();
}
