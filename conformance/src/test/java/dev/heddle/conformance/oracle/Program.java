// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle;

import dev.heddle.Coroutine;

/** One half of a pair: the other half is the same program in Python. */
public interface Program {

    /** Does what the other one does, and logs the same. */
    Coroutine<?> main(Log log) throws Exception;
}
