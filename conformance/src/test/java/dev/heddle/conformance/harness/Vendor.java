// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

/** Whose compiler of Java makes the class files. */
public enum Vendor {
    /** The one of the JDK that runs the tests. */
    JAVAC,
    /** Eclipse's: it lays out loops, try blocks and synchronized blocks in ways of its own. */
    ECJ
}
