// SPDX-License-Identifier: Apache-2.0
package dev.heddle.stress;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.infra.results.II_Result;

/** What two callbacks have counted. */
final class TwoCounts {

    final AtomicInteger first = new AtomicInteger();
    final AtomicInteger second = new AtomicInteger();

    void tell(II_Result result) {
        result.r1 = first.get();
        result.r2 = second.get();
    }
}
