// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.plan;

import dev.heddle.transformer.analyse.MethodAnalysis;
import dev.heddle.transformer.analyse.Site;
import java.util.List;

/**
 * What becomes of a coroutine.
 *
 * @param owner its class's internal name
 * @param inInterface whether that is an interface
 * @param analysis what is known of the method
 * @param frameName the internal name of its frame's class
 * @param bodyDescriptor the descriptor of its body, which keeps the method's name
 * @param layout where the body has its variables
 * @param states where it may be suspended
 * @param weight how much of the Java stack the body takes, in words of an interpreter's frame; less than the limit, or it could never start
 */
public record CoroutinePlan(
        String owner,
        boolean inInterface,
        MethodAnalysis analysis,
        String frameName,
        String bodyDescriptor,
        BodyLayout layout,
        List<State> states,
        int weight) {

    /**
     * Gives the name of the static method by which the frame starts the body.
     *
     * @return {@code foo$start}
     */
    public String startName() {
        return analysis.method().name + "$start";
    }

    /**
     * Gives the name of the static method by which the frame has the body go on. There is none if the body never suspends.
     *
     * @return {@code foo$resume}; that of the start if the two would be the same, since the body takes no arguments
     */
    public String resumeName() {
        return bodyTakesArguments() ? analysis.method().name + "$resume" : startName();
    }

    /**
     * Tells whether the body takes the user's arguments.
     *
     * @return false if there are none, or if they travel in the frame
     */
    public boolean bodyTakesArguments() {
        return !layout.argumentsInFrame() && analysis.method().desc.charAt(1) != ')';
    }

    /**
     * Tells whether the body awaits anything, be it at its very end.
     *
     * @return whether it passes on how deep the Java stack is
     */
    public boolean awaits() {
        return analysis.sites().stream().anyMatch(site -> site.kind() != Site.Kind.RESULT);
    }

    /**
     * Gives the descriptor of both.
     *
     * @return it takes the frame, the strand, and the depth or the state
     */
    public String wayInDescriptor() {
        return "(L" + frameName + ";" + dev.heddle.transformer.symbol.Symbols.STRAND_DESC + "I)"
                + dev.heddle.transformer.symbol.Symbols.OBJECT_DESC;
    }

    /**
     * Gives the descriptor of the field type that holds the frame.
     *
     * @return the frame's descriptor
     */
    public String frameDescriptor() {
        return "L" + frameName + ";";
    }

    /**
     * Gives the descriptor of the frame's static method that gives a frame, making one if it is passed null.
     *
     * @return it takes the frame or null and, if there is one, the receiver
     */
    public String makeDescriptor() {
        return "(" + frameDescriptor() + (analysis.isStatic() ? "" : "L" + owner + ";") + ")" + frameDescriptor();
    }
}
