// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Analyses one coroutine: finds its sites in one walk over the types, then what stands half made across them in a second. */
final class MethodAnalyzer {

    private final String owner;
    private final MethodNode method;
    private final CoroutineKind kind;
    private final DirectCalls directCalls;
    private final ControlFlow flow;
    private final Liveness liveness;
    private final MonitorDepth monitors;
    private final @Nullable Loop[] loops;
    private final Map<AbstractInsnNode, Integer> lines = new HashMap<>();

    MethodAnalyzer(String owner, MethodNode method, CoroutineKind kind, DirectCalls directCalls) {
        this.owner = owner;
        this.method = method;
        this.kind = kind;
        this.directCalls = directCalls;
        labelNews(method);
        TryExtender.coverReturns(method);
        removeUnreachableAwaits(method);
        this.flow = ControlFlow.of(method);
        this.liveness = Liveness.of(flow);
        this.monitors = MonitorDepth.of(flow);
        this.loops = LoopFinder.innermostLoops(flow);
    }

    /** Stack map frames name an uninitialised object by the label of its NEW. */
    private static void labelNews(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn.getOpcode() == Opcodes.NEW && !(insn.getPrevious() instanceof LabelNode)) {
                method.instructions.insertBefore(insn, new LabelNode());
            }
        }
    }

    /** What is never executed need not wait, and could not be resumed: see {@link ControlFlow#isReachable}. The woven method has no marker left for all that. */
    private static void removeUnreachableAwaits(MethodNode method) {
        ControlFlow flow = ControlFlow.of(method);
        List<AbstractInsnNode> dead = new ArrayList<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (Symbols.isAwait(insn) && !flow.isReachable(insn)) {
                dead.add(insn);
            }
        }
        for (AbstractInsnNode insn : dead) {
            for (int i = Type.getArgumentTypes(((MethodInsnNode) insn).desc).length; i > 0; i--) {
                method.instructions.insertBefore(insn, new InsnNode(Opcodes.POP));
            }
            method.instructions.set(insn, new InsnNode(Opcodes.ACONST_NULL));
        }
    }

    MethodAnalysis analyse() {
        readLines();
        List<Site> sites = new ArrayList<>();
        TypeFlow.walk(owner, method, (insn, types) -> {
            Site.Kind siteKind = siteKind(insn);
            if (siteKind != null) {
                sites.add(site(siteKind, insn, types.now()));
            }
        });
        Set<TypeInsnNode> unmade = new LinkedHashSet<>();
        for (Site site : sites) {
            if (site.suspends()) {
                addUnmade(site.types().locals(), unmade);
                addUnmade(site.types().stack(), unmade);
            }
        }
        List<MethodAnalysis.Construction> constructions = new ArrayList<>();
        List<AbstractInsnNode> oddities = new ArrayList<>();
        if (!unmade.isEmpty()) {
            TypeFlow.walk(owner, method, (insn, types) -> {
                if (insn.getOpcode() == Opcodes.INVOKESPECIAL && ((MethodInsnNode) insn).name.equals("<init>")) {
                    addConstruction(insn, types.now(), unmade, constructions);
                } else if (looksAtReference(insn) && usesUnmade(insn, types.now(), unmade)) {
                    oddities.add(insn);
                }
            });
        }
        return new MethodAnalysis(
                method,
                kind,
                liveAtFrames(),
                restricted(sites),
                sites,
                unmade,
                constructions,
                receiverMoves(),
                oddities);
    }

    private boolean receiverMoves() {
        if ((method.access & Opcodes.ACC_STATIC) != 0) {
            return false;
        }
        for (AbstractInsnNode insn : method.instructions) {
            boolean written =
                    insn instanceof VarInsnNode access && access.var == 0 && access.getOpcode() >= Opcodes.ISTORE;
            boolean unknown =
                    insn instanceof FrameNode frame && (frame.local.isEmpty() || !owner.equals(frame.local.get(0)));
            if (written || (unknown && flow.isReachable(insn))) {
                return true;
            }
        }
        return false;
    }

    private Map<FrameNode, BitSet> liveAtFrames() {
        Map<FrameNode, BitSet> live = new HashMap<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof FrameNode frame) {
                live.put(frame, liveness.before(frame));
            }
        }
        return live;
    }

    private List<VisibleVariable> restricted(List<Site> sites) {
        List<VisibleVariable> restricted = new ArrayList<>();
        if (method.localVariables == null || sites.stream().noneMatch(Site::suspends)) {
            return restricted;
        }
        Availability availability = Availability.of(method, flow, sites);
        for (LocalVariableNode variable : method.localVariables) {
            int start = method.instructions.indexOf(variable.start);
            int end = method.instructions.indexOf(variable.end);
            List<int[]> stretches = availability.stretches(variable.index, start, end);
            if (stretches.size() != 1
                    || stretches.get(0)[0] != start
                    || stretches.get(0)[1] != end) {
                restricted.add(new VisibleVariable(
                        variable,
                        stretches.stream()
                                .map(each -> new VisibleVariable.Stretch(
                                        method.instructions.get(each[0]), method.instructions.get(each[1] - 1)))
                                .toList()));
            }
        }
        return restricted;
    }

    private void readLines() {
        int line = 0;
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof LineNumberNode number) {
                line = number.line;
            }
            lines.put(insn, line);
        }
    }

    private Site.@Nullable Kind siteKind(AbstractInsnNode insn) {
        if (insn.getOpcode() < 0 || !flow.isReachable(insn)) {
            return null;
        }
        if (Symbols.isAwait(insn)) {
            return Site.Kind.AWAIT;
        }
        if (isClose(insn) && monitors.before(insn) == 0) {
            return Site.Kind.CLOSE;
        }
        if (Symbols.isResult(insn, kind.isHot()) && leadsToReturn(insn)) {
            return Site.Kind.RESULT;
        }
        if (insn.getOpcode() == Opcodes.ARETURN) {
            AbstractInsnNode before = DirectCalls.previous(insn);
            if (before != null && Symbols.isResult(before, kind.isHot())) {
                // That is where the coroutine ends; no other way leads here.
                return null;
            }
            return flow.blockAt(insn).handlers().isEmpty() ? Site.Kind.TAIL_CALL : Site.Kind.RETURN_AWAITED;
        }
        return null;
    }

    private static boolean isClose(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                && (call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE)
                && call.name.equals("close")
                && call.desc.equals("()V");
    }

    /** Whether nothing happens between an instruction and the return but jumps. */
    private static boolean leadsToReturn(AbstractInsnNode insn) {
        AbstractInsnNode next = executedAfter(insn);
        return next != null && next.getOpcode() == Opcodes.ARETURN;
    }

    /**
     * The variable that is thrown straight after an instruction, or -1. So try-with-resources and {@code finally} close a resource when their body has failed, in what javac
     * writes as well as ecj: {@code catch (Throwable t) { resource.close(); throw t; }}.
     */
    private static int thrownAfter(AbstractInsnNode insn) {
        AbstractInsnNode load = executedAfter(insn);
        if (load == null || load.getOpcode() != Opcodes.ALOAD) {
            return -1;
        }
        AbstractInsnNode next = executedAfter(load);
        return next != null && next.getOpcode() == Opcodes.ATHROW ? ((VarInsnNode) load).var : -1;
    }

    /** What is executed after an instruction that does not branch, jumps apart. */
    private static @Nullable AbstractInsnNode executedAfter(AbstractInsnNode insn) {
        AbstractInsnNode next = insn.getNext();
        for (int steps = 0; next != null && steps < 1_000; steps++) {
            if (next.getOpcode() == Opcodes.GOTO) {
                next = ControlFlow.targets(next).get(0);
            } else if (next.getOpcode() < 0) {
                next = next.getNext();
            } else {
                return next;
            }
        }
        return null;
    }

    private Site site(Site.Kind siteKind, AbstractInsnNode insn, TypeState types) {
        boolean await = siteKind == Site.Kind.AWAIT;
        boolean witness = await && Type.getArgumentTypes(((MethodInsnNode) insn).desc).length == 2;
        boolean stage = await ? ((MethodInsnNode) insn).desc.startsWith("(" + Symbols.STAGE_DESC) : kind.isHot();
        List<TryCatchBlockNode> tries = triesAround(insn);
        MethodInsnNode direct = null;
        if (!stage && (await || insn.getOpcode() == Opcodes.ARETURN)) {
            direct = directCalls.before(insn, witness);
            if (direct != null && !triesAround(direct).equals(tries)) {
                direct = null;
            }
        }
        return new Site(
                siteKind,
                insn,
                direct,
                stage,
                siteKind == Site.Kind.CLOSE ? thrownAfter(insn) : -1,
                witness,
                monitors.before(insn) > 0,
                lines.getOrDefault(insn, 0),
                types,
                liveness.after(insn),
                loopsAround(insn),
                tries);
    }

    private List<TryCatchBlockNode> triesAround(AbstractInsnNode insn) {
        int index = method.instructions.indexOf(insn);
        List<TryCatchBlockNode> around = new ArrayList<>();
        for (TryCatchBlockNode each : method.tryCatchBlocks) {
            if (method.instructions.indexOf(each.start) < index && index < method.instructions.indexOf(each.end)) {
                around.add(each);
            }
        }
        return around;
    }

    private List<Loop> loopsAround(AbstractInsnNode insn) {
        List<Loop> around = new ArrayList<>();
        for (Loop loop = loops[flow.blockAt(insn).index()]; loop != null; loop = loop.outer()) {
            around.add(0, loop);
        }
        return around;
    }

    private static void addUnmade(List<Object> types, Set<TypeInsnNode> unmade) {
        for (Object type : types) {
            if (type instanceof TypeInsnNode made) {
                unmade.add(made);
            }
        }
    }

    private static void addConstruction(
            AbstractInsnNode insn,
            TypeState types,
            Set<TypeInsnNode> unmade,
            List<MethodAnalysis.Construction> constructions) {
        int arguments = Type.getArgumentTypes(((MethodInsnNode) insn).desc).length;
        Object receiver = types.stack().get(types.stack().size() - 1 - arguments);
        if (receiver instanceof TypeInsnNode made && unmade.contains(made)) {
            constructions.add(new MethodAnalysis.Construction(insn, made, types));
        }
    }

    private static boolean looksAtReference(AbstractInsnNode insn) {
        return switch (insn.getOpcode()) {
            case Opcodes.IFNULL,
                    Opcodes.IFNONNULL,
                    Opcodes.IF_ACMPEQ,
                    Opcodes.IF_ACMPNE,
                    Opcodes.MONITORENTER,
                    Opcodes.MONITOREXIT -> true;
            default -> false;
        };
    }

    private static boolean usesUnmade(AbstractInsnNode insn, TypeState types, Set<TypeInsnNode> unmade) {
        boolean two = insn.getOpcode() == Opcodes.IF_ACMPEQ || insn.getOpcode() == Opcodes.IF_ACMPNE;
        List<Object> stack = types.stack();
        return stack.subList(stack.size() - (two ? 2 : 1), stack.size()).stream()
                .anyMatch(type -> type instanceof TypeInsnNode made && unmade.contains(made));
    }
}
