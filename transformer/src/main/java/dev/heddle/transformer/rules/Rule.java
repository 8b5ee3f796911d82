// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;

/** Something that a class must, or should, not do. */
interface Rule {

    /**
     * Looks for breaches.
     *
     * @param analysis what is known of the class
     * @param report takes the breaches
     */
    void check(ClassAnalysis analysis, Report report);
}
