// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

/** Counts what was tried. */
final class Tally {

    private int runs;
    private long classes;
    private long methods;
    private long places;
    private long awaits;
    private long suspensions;
    private long handedOver;
    private long lines;

    void add(Tormentor tormentor, Run run, int comparedLines) {
        runs++;
        classes += run.loader().classes;
        methods += tormentor.everyMethod().size();
        places += tormentor.places().size();
        awaits += run.awaits();
        suspensions += run.suspensions();
        handedOver += run.handedOver();
        lines += comparedLines;
    }

    void add(Tormentor tormentor, int sweptClasses) {
        classes += sweptClasses;
        methods += tormentor.everyMethod().size();
        places += tormentor.places().size();
    }

    void add(Tally other) {
        runs += other.runs;
        classes += other.classes;
        methods += other.methods;
        places += other.places;
        awaits += other.awaits;
        suspensions += other.suspensions;
        handedOver += other.handedOver;
        lines += other.lines;
    }

    @Override
    public String toString() {
        return String.format(
                "%,d runs, %,d results compared, %,d classes verified, %,d methods, %,d awaits written, %,d awaits run, %,d resumes (%,d by another thread)",
                runs, lines, classes, methods, places, awaits, suspensions, handedOver);
    }
}
