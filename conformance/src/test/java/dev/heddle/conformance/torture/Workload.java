// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

/** Uses a library. Each run is made with a copy of the workload that is linked to its own copy of the library; what it does must not depend on chance or time. */
public interface Workload {

    void run(Trace trace) throws Exception;
}
