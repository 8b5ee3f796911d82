// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.diagnostic;

/** What in the source a finding is about, so that a column can be found for it. */
public enum Anchor {
    /** The n-th call of {@code await} on the line, or a reference to it. */
    AWAIT,
    /** The declaration of the method. The line is one inside the method, since the class file tells no other. */
    METHOD,
    /** The n-th call on the line of a method of the name in {@link Finding#detail}. */
    CALL,
    /** The n-th reference on the line to a method of the name in {@link Finding#detail}. */
    REFERENCE,
    /** The n-th {@code return} on the line. */
    RETURN,
    /** The {@code try} with resources that is or begins on the line. */
    RESOURCE,
    /** The class file as a whole. */
    CLASS
}
