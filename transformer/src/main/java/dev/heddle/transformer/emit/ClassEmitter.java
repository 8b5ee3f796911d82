// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.plan.ClassPlan;
import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.spill.SpillAllocator;
import dev.heddle.transformer.spill.SpillPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/** Rewrites a class: each coroutine's method becomes a stub, followed by its body and the way into it. */
public final class ClassEmitter {

    private ClassEmitter() {}

    /**
     * Rewrites a class, in its node.
     *
     * @param plan what is to become of it
     * @return the class and its frames
     */
    public static WovenClass emit(ClassPlan plan) {
        ClassNode host = plan.analysis().node();
        List<ClassNode> frames = new ArrayList<>();
        List<MethodNode> methods = new ArrayList<>();
        Map<MethodNode, LabelNode> bodies = new LinkedHashMap<>();
        MarkEmitter mark = new MarkEmitter();
        for (MethodNode method : host.methods) {
            methods.add(method);
            CoroutinePlan coroutine = plan.byMethod().get(method.name + method.desc);
            if (coroutine != null) {
                SpillPlan spills = SpillAllocator.allocate(coroutine);
                StubEmitter stub = new StubEmitter(coroutine, spills);
                MethodNode body = body(coroutine, spills, plan);
                LabelNode end = new LabelNode();
                body.instructions.add(end);
                bodies.put(body, end);
                methods.add(body);
                methods.add(stub.entry());
                stub.rewrite(method);
                frames.add(new FrameClassEmitter(coroutine, spills).emit(host));
                mark.add(coroutine, spills);
            }
        }
        host.methods = methods;
        mark.emit(host);
        return new WovenClass(host, frames, bodies);
    }

    private static MethodNode body(CoroutinePlan coroutine, SpillPlan spills, ClassPlan plan) {
        String method =
                coroutine.analysis().method().name + coroutine.analysis().method().desc;
        try {
            return new BodyEmitter(coroutine, spills).emit(plan);
        } catch (RuntimeException crash) {
            throw new IllegalStateException("in method " + method + ": " + crash, crash);
        }
    }
}
