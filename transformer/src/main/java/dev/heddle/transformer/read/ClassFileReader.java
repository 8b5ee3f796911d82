// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.diagnostic.Finding;
import dev.heddle.transformer.hierarchy.ClassHeader;
import dev.heddle.transformer.symbol.Symbols;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Turns bytes into a class, or says why that is not possible. */
public final class ClassFileReader {

    /** The newest class files that our ASM reads: Java 27's. A test holds this against ASM. */
    static final int NEWEST = Opcodes.V27;

    /** The oldest class files that have interfaces with bodies, {@code invokedynamic} and lambdas: Java 8's. */
    static final int OLDEST = Opcodes.V1_8;

    private static final int VERSION_OF_JAVA_0 = 44;

    private ClassFileReader() {}

    /**
     * Reads a class file, unless a glance at it tells that it is of no interest.
     *
     * @param classFile its bytes
     * @param origin the file's name, for what there is to say of a class that tells no name of its own
     * @return the class, or what kept it from being read
     */
    public static ReadResult read(byte[] classFile, String origin) {
        CoroutineScan scan = CoroutineScan.of(classFile);
        if (!scan.readable()) {
            return unreadable(classFile, origin, "its constant pool makes no sense");
        }
        if (!scan.mentionsCoroutines()) {
            return new ReadResult.Irrelevant();
        }
        if (scan.majorVersion() > NEWEST) {
            return refused(DiagnosticCode.CLASS_FILE_TOO_NEW, classFile, origin, tooNew(scan.majorVersion()));
        }
        try {
            return read(scan, classFile, origin);
        } catch (RuntimeException damaged) {
            // ASM tells damaged files by whatever exception comes first.
            return unreadable(classFile, origin, String.valueOf(damaged));
        }
    }

    private static ReadResult read(CoroutineScan scan, byte[] classFile, String origin) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        Optional<WovenMark> mark = WovenMark.of(node);
        if (mark.isPresent()) {
            return new ReadResult.AlreadyWoven(mark.get());
        }
        if (scan.majorVersion() < OLDEST && node.methods.stream().anyMatch(ClassFileReader::hasCoroutine)) {
            return refused(DiagnosticCode.CLASS_FILE_TOO_OLD, classFile, origin, tooOld(scan.majorVersion()));
        }
        return new ReadResult.Parsed(node);
    }

    private static boolean hasCoroutine(MethodNode method) {
        if (method.visibleAnnotations != null
                && method.visibleAnnotations.stream().anyMatch(a -> a.desc.equals(Symbols.ASYNC_DESC))) {
            return true;
        }
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && call.owner.equals(Symbols.COROUTINE)
                    && call.name.equals(Symbols.AWAIT)) {
                return true;
            }
        }
        return false;
    }

    private static String tooNew(int majorVersion) {
        return "is compiled for " + java(majorVersion) + "; this version of Heddle reads class files up to "
                + java(NEWEST);
    }

    private static String tooOld(int majorVersion) {
        return "uses coroutines but is compiled for " + java(majorVersion) + "; they need at least " + java(OLDEST);
    }

    private static String java(int majorVersion) {
        return "Java " + (majorVersion - VERSION_OF_JAVA_0) + " (class file version " + majorVersion + ")";
    }

    private static ReadResult unreadable(byte[] classFile, String origin, String reason) {
        return refused(
                DiagnosticCode.UNREADABLE_CLASS_FILE,
                classFile,
                origin,
                "can't be read as a class file (" + reason + ")");
    }

    private static ReadResult refused(DiagnosticCode code, byte[] classFile, String origin, String reason) {
        String name = ClassHeader.read(classFile).map(ClassHeader::name).orElse("");
        String subject = name.isEmpty() ? origin : name.replace('/', '.');
        return new ReadResult.Unreadable(
                new Finding(code, name, "", origin, 0, Anchor.CLASS, 0, "", subject + " " + reason));
    }
}
