// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Dispatcher;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;

/** What only a suspension may ask about strands. */
abstract class Strands extends Suspension {

    private Strands() {}

    static Dispatcher home(Strand<?> strand) {
        return homeOf(strand);
    }

    static boolean confines(Dispatcher dispatcher) {
        return isConfined(dispatcher);
    }
}
