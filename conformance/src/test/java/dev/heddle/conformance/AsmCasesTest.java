// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.*;

import dev.heddle.conformance.harness.AsmClass;
import dev.heddle.conformance.harness.CaseCheck;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseRunner;
import dev.heddle.conformance.harness.CaseWeaver;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Bytecode that javac does not write: B5, A27, and loops and try ranges of odd shapes. */
class AsmCasesTest {

    private static final String BUILDER = "java/lang/StringBuilder";
    private static final String APPEND = "(Ljava/lang/String;)Ljava/lang/StringBuilder;";
    private static final String STRING = "java/lang/String";

    private static void check(String expected, Consumer<AsmClass> body) throws Exception {
        Method twin = method(AsmClass.build(true, body));
        assertEquals(expected, CaseRunner.twin(twin, -1).result());
        CaseCheck.check(twin, method(CaseWeaver.weave(AsmClass.build(false, body))));
    }

    private static Method method(Map<String, byte[]> classes) throws Exception {
        CaseLoader loader = new CaseLoader(classes);
        loader.linkAll();
        return loader.initialised(AsmClass.NAME).getMethod("go");
    }

    private static void toStringAndEnd(AsmClass c) {
        c.virtual("java/lang/Object", "toString", "()Ljava/lang/String;").end();
    }

    @Test
    void unfinishedObjectInLocalOnly() throws Exception {
        check("ok", c -> {
            c.code().visitTypeInsn(NEW, BUILDER);
            c.code().visitVarInsn(ASTORE, 3);
            c.code().visitVarInsn(ALOAD, 3);
            c.await("ok").init(BUILDER, "(Ljava/lang/String;)V");
            c.code().visitVarInsn(ALOAD, 3);
            toStringAndEnd(c);
        });
    }

    @Test
    void unfinishedObjectInTwoLocalsAndOnStack() throws Exception {
        check("ok1ok1", c -> {
            c.code().visitTypeInsn(NEW, BUILDER);
            c.op(DUP);
            c.code().visitVarInsn(ASTORE, 0);
            c.op(DUP);
            c.code().visitVarInsn(ASTORE, 5);
            c.op(DUP);
            c.await("ok").init(BUILDER, "(Ljava/lang/String;)V");
            c.await("1").virtual(BUILDER, "append", APPEND).op(POP);
            c.code().visitVarInsn(ALOAD, 0);
            c.virtual("java/lang/Object", "toString", "()Ljava/lang/String;");
            c.code().visitVarInsn(ALOAD, 5);
            c.virtual("java/lang/Object", "toString", "()Ljava/lang/String;")
                    .virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;")
                    .end();
        });
    }

    @Test
    void unfinishedObjectWithoutCopy() throws Exception {
        check("after", c -> {
            c.code().visitTypeInsn(NEW, BUILDER);
            c.await("dropped").init(BUILDER, "(Ljava/lang/String;)V");
            c.await("after").end();
        });
    }

    @Test
    void unfinishedObjectThreeCopiesSwapped() throws Exception {
        check("xyz", c -> {
            c.code().visitTypeInsn(NEW, BUILDER);
            c.op(DUP, DUP, SWAP);
            c.await("x").init(BUILDER, "(Ljava/lang/String;)V");
            // Stack[2]: the object, twice
            c.await("y").virtual(BUILDER, "append", APPEND).op(POP);
            c.await("z").virtual(BUILDER, "append", APPEND);
            toStringAndEnd(c);
        });
    }

    @Test
    void unfinishedObjectWithOthersBetweenItsCopies() throws Exception {
        check("head5mid", c -> {
            c.code().visitTypeInsn(NEW, BUILDER);
            c.op(DUP);
            c.code().visitVarInsn(ASTORE, 1);
            c.code().visitLdcInsn(5L);
            c.code().visitLdcInsn("mid");
            c.code().visitVarInsn(ALOAD, 1);
            // Stack[4]: unfinished, J, String, unfinished
            c.await("head").init(BUILDER, "(Ljava/lang/String;)V");
            c.code().visitVarInsn(ASTORE, 2);
            c.virtual(BUILDER, "append", "(J)Ljava/lang/StringBuilder;");
            c.code().visitVarInsn(ALOAD, 2);
            c.virtual(BUILDER, "append", APPEND);
            toStringAndEnd(c);
        });
    }

    @Test
    void wideLocalsAroundUnfinishedObject() throws Exception {
        check("12.5", c -> {
            c.code().visitLdcInsn(1L);
            c.code().visitVarInsn(LSTORE, 0);
            c.code().visitTypeInsn(NEW, BUILDER);
            c.code().visitVarInsn(ASTORE, 2);
            c.code().visitLdcInsn(2.5);
            c.code().visitVarInsn(DSTORE, 3);
            c.code().visitVarInsn(ALOAD, 2);
            c.await("").init(BUILDER, "(Ljava/lang/String;)V");
            c.code().visitVarInsn(ALOAD, 2);
            c.code().visitVarInsn(LLOAD, 0);
            c.virtual(BUILDER, "append", "(J)Ljava/lang/StringBuilder;");
            c.code().visitVarInsn(DLOAD, 3);
            c.virtual(BUILDER, "append", "(D)Ljava/lang/StringBuilder;");
            toStringAndEnd(c);
        });
    }

    @Test
    void twoUnfinishedObjectsInterleaved() throws Exception {
        check("ab", c -> {
            c.code().visitTypeInsn(NEW, BUILDER);
            c.code().visitVarInsn(ASTORE, 0);
            c.code().visitTypeInsn(NEW, BUILDER);
            c.code().visitVarInsn(ASTORE, 1);
            c.code().visitVarInsn(ALOAD, 0);
            c.code().visitVarInsn(ALOAD, 1);
            c.await("b").init(BUILDER, "(Ljava/lang/String;)V");
            c.await("a").init(BUILDER, "(Ljava/lang/String;)V");
            c.code().visitVarInsn(ALOAD, 0);
            c.code().visitVarInsn(ALOAD, 1);
            c.virtual(BUILDER, "append", "(Ljava/lang/CharSequence;)Ljava/lang/StringBuilder;");
            toStringAndEnd(c);
        });
    }

    @Test
    void breakWithOperandsOnTheStack() throws Exception {
        // A27: "O" is on the stack when a loop is entered and left, with what a break leaves there.
        check("OK3", c -> {
            Label head = new Label();
            Label out = new Label();
            c.code().visitLdcInsn("O");
            c.op(ICONST_0);
            c.code().visitVarInsn(ISTORE, 0);
            c.code().visitLabel(head);
            c.await("K");
            c.code().visitIincInsn(0, 1);
            c.code().visitVarInsn(ILOAD, 0);
            c.op(ICONST_3);
            c.code().visitJumpInsn(IF_ICMPEQ, out);
            c.op(POP);
            c.code().visitJumpInsn(GOTO, head);
            c.code().visitLabel(out);
            c.virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;");
            c.code().visitVarInsn(ILOAD, 0);
            c.call(STRING, "valueOf", "(I)Ljava/lang/String;")
                    .virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;")
                    .end();
        });
    }

    @Test
    void nestedLoopsWithAllTypesOnTheStack() throws Exception {
        check("1007", c -> {
            Label outer = new Label();
            Label inner = new Label();
            MethodVisitor m = c.code();
            c.op(ICONST_1);
            m.visitLdcInsn(1000L);
            c.op(FCONST_1, DCONST_1, ACONST_NULL);
            c.op(ICONST_0);
            m.visitVarInsn(ISTORE, 0);
            m.visitLabel(outer);
            c.op(ICONST_0);
            m.visitVarInsn(ISTORE, 1);
            m.visitLdcInsn("x");
            m.visitLabel(inner);
            c.awaitInt(1);
            m.visitVarInsn(ILOAD, 1);
            c.op(IADD);
            m.visitVarInsn(ISTORE, 1);
            m.visitVarInsn(ILOAD, 1);
            c.op(ICONST_3);
            m.visitJumpInsn(IF_ICMPLT, inner);
            c.op(POP);
            m.visitVarInsn(ILOAD, 0);
            c.awaitInt(1).op(IADD);
            m.visitVarInsn(ISTORE, 0);
            m.visitVarInsn(ILOAD, 0);
            c.op(ICONST_2);
            m.visitJumpInsn(IF_ICMPLT, outer);
            c.op(POP, D2I);
            m.visitVarInsn(ISTORE, 2);
            c.op(F2I);
            m.visitVarInsn(ILOAD, 2);
            c.op(IADD);
            m.visitVarInsn(ILOAD, 0);
            c.op(IADD);
            m.visitVarInsn(ILOAD, 1);
            c.op(IADD);
            m.visitVarInsn(ISTORE, 2);
            c.op(L2I, IADD);
            m.visitVarInsn(ILOAD, 2);
            c.op(IADD, ICONST_1, ISUB);
            c.call(STRING, "valueOf", "(I)Ljava/lang/String;").end();
        });
    }

    @Test
    void irreducibleLoop() throws Exception {
        // Two entries: whether the first round begins at A or at B depends on an await.
        check("abbab", c -> {
            MethodVisitor m = c.code();
            Label a = new Label();
            Label b = new Label();
            Label end = new Label();
            m.visitLdcInsn("");
            m.visitVarInsn(ASTORE, 0);
            c.op(ICONST_0);
            m.visitVarInsn(ISTORE, 1);
            c.awaitInt(0);
            m.visitJumpInsn(IFNE, b);
            m.visitLabel(a);
            m.visitVarInsn(ALOAD, 0);
            c.await("a").virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;");
            m.visitVarInsn(ASTORE, 0);
            m.visitLabel(b);
            m.visitVarInsn(ALOAD, 0);
            c.await("b").virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;");
            m.visitVarInsn(ASTORE, 0);
            m.visitIincInsn(1, 1);
            m.visitVarInsn(ILOAD, 1);
            c.op(ICONST_1);
            m.visitJumpInsn(IF_ICMPEQ, b);
            m.visitVarInsn(ILOAD, 1);
            c.op(ICONST_3);
            m.visitJumpInsn(IF_ICMPLT, a);
            m.visitVarInsn(ALOAD, 0);
            c.end();
        });
    }

    @Test
    void tryRangesThatStartAndEndInOddPlaces() throws Exception {
        // Two ranges that overlap without one being in the other; one begins with operands on the stack, between what
        // is awaited and the await.
        check("caught-head:first", c -> {
            MethodVisitor m = c.code();
            Label start1 = new Label();
            Label start2 = new Label();
            Label end1 = new Label();
            Label end2 = new Label();
            Label handler1 = new Label();
            Label handler2 = new Label();
            m.visitTryCatchBlock(start1, end1, handler1, "java/lang/IllegalStateException");
            m.visitTryCatchBlock(start2, end2, handler2, "java/lang/RuntimeException");
            m.visitLdcInsn("head:");
            m.visitVarInsn(ASTORE, 0);
            m.visitLdcInsn("head:");
            m.visitLabel(start1);
            c.await("first");
            m.visitLabel(start2);
            c.virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;");
            c.await("x").op(POP);
            m.visitLabel(end1);
            c.await("y").op(POP);
            m.visitVarInsn(ASTORE, 0);
            c.await("caught-");
            m.visitLabel(end2);
            m.visitVarInsn(ALOAD, 0);
            c.virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;")
                    .end();
            m.visitLabel(handler1);
            c.op(POP);
            m.visitVarInsn(ALOAD, 0);
            c.await("one")
                    .virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;")
                    .end();
            m.visitLabel(handler2);
            c.virtual("java/lang/Throwable", "getMessage", "()Ljava/lang/String;");
            m.visitVarInsn(ALOAD, 0);
            c.virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;")
                    .end();
        });
    }

    @Test
    void handlerThatCoversItselfAndIsALoop() throws Exception {
        check("3", c -> {
            MethodVisitor m = c.code();
            Label start = new Label();
            Label handler = new Label();
            Label end = new Label();
            Label done = new Label();
            m.visitTryCatchBlock(start, end, handler, "java/lang/IllegalStateException");
            c.op(ICONST_0);
            m.visitVarInsn(ISTORE, 0);
            m.visitLabel(start);
            c.op(ACONST_NULL);
            m.visitLabel(handler);
            // Stack[0]: what was thrown
            c.op(POP);
            m.visitIincInsn(0, 1);
            c.awaitInt(3);
            m.visitVarInsn(ILOAD, 0);
            m.visitJumpInsn(IF_ICMPLE, done);
            m.visitTypeInsn(NEW, "java/lang/IllegalStateException");
            c.op(DUP);
            c.await("again")
                    .init("java/lang/IllegalStateException", "(Ljava/lang/String;)V")
                    .op(ATHROW);
            m.visitLabel(end);
            m.visitLabel(done);
            m.visitVarInsn(ILOAD, 0);
            c.call(STRING, "valueOf", "(I)Ljava/lang/String;").end();
        });
    }

    @Test
    void loopThatIsNothingButAHandler() throws Exception {
        check("2", c -> {
            MethodVisitor m = c.code();
            Label start = new Label();
            Label handler = new Label();
            Label end = new Label();
            m.visitTryCatchBlock(start, end, handler, null);
            c.op(ICONST_0);
            m.visitVarInsn(ISTORE, 0);
            m.visitLabel(start);
            m.visitIincInsn(0, 1);
            c.awaitInt(2).op(ICONST_1);
            m.visitVarInsn(ILOAD, 0);
            c.op(ISUB, IDIV, POP);
            m.visitVarInsn(ILOAD, 0);
            c.awaitInt(7);
            m.visitVarInsn(ILOAD, 0);
            c.op(ICONST_2, ISUB, IDIV, POP);
            m.visitLabel(end);
            c.call(STRING, "valueOf", "(I)Ljava/lang/String;").end();
            m.visitLabel(handler);
            c.op(POP);
            m.visitVarInsn(ILOAD, 0);
            c.op(ICONST_2);
            m.visitJumpInsn(IF_ICMPLT, start);
            m.visitVarInsn(ILOAD, 0);
            c.call(STRING, "valueOf", "(I)Ljava/lang/String;").end();
        });
    }

    @Test
    void sameSlotOfSeveralTypes() throws Exception {
        check("x1.52", c -> {
            MethodVisitor m = c.code();
            c.await("x");
            m.visitVarInsn(ASTORE, 0);
            m.visitVarInsn(ALOAD, 0);
            c.await("").virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;");
            m.visitLdcInsn(1.5);
            m.visitVarInsn(DSTORE, 0);
            c.await("").op(POP);
            m.visitVarInsn(DLOAD, 0);
            c.call(STRING, "valueOf", "(D)Ljava/lang/String;")
                    .virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;");
            c.awaitInt(2);
            m.visitVarInsn(ISTORE, 1);
            c.await("").op(POP);
            m.visitVarInsn(ILOAD, 1);
            c.call(STRING, "valueOf", "(I)Ljava/lang/String;")
                    .virtual(STRING, "concat", "(Ljava/lang/String;)Ljava/lang/String;")
                    .end();
        });
    }

    @Test
    void stackShufflesOverAwaited() throws Exception {
        check("7", c -> {
            c.awaitInt(3).op(I2L).awaitInt(2).op(DUP_X2).op(POP);
            // Stack[1]: I J
            c.awaitInt(2)
                    .op(I2L, DUP2_X2, POP2, LADD, L2I, IADD)
                    .call(STRING, "valueOf", "(I)Ljava/lang/String;")
                    .end();
        });
    }

    @Test
    void switchBackIntoLoop() throws Exception {
        check("4", c -> {
            MethodVisitor m = c.code();
            Label head = new Label();
            Label second = new Label();
            Label out = new Label();
            c.op(ICONST_0);
            m.visitVarInsn(ISTORE, 0);
            c.awaitInt(0);
            m.visitJumpInsn(IFNE, second);
            m.visitLabel(head);
            m.visitIincInsn(0, 1);
            c.awaitInt(0).op(POP);
            m.visitLabel(second);
            c.awaitInt(0).op(POP);
            m.visitVarInsn(ILOAD, 0);
            m.visitTableSwitchInsn(1, 4, out, head, head, head, out);
            m.visitLabel(out);
            m.visitVarInsn(ILOAD, 0);
            c.call(STRING, "valueOf", "(I)Ljava/lang/String;").end();
        });
    }
}
