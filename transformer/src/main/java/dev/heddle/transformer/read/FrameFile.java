// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import dev.heddle.transformer.symbol.Symbols;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Tells frames from other classes by how they are made, in each format that there was: they carry no mark, as that would cost each of them a hundred bytes. */
public final class FrameFile {

    private FrameFile() {}

    /**
     * Tells which class a frame belongs to.
     *
     * @param classFile a class file that ASM can read
     * @return the internal name of the class whose method the frame calls to begin; empty if this is no frame that the transformer has made. The runtime's own coroutines are
     *     written by hand: they must not be taken for what is left of a method that is gone, when a jar with everything in it is woven
     */
    public static Optional<String> host(byte[] classFile) {
        if (!CoroutineScan.of(classFile).mentionsFrame()) {
            return Optional.empty();
        }
        ClassReader reader = new ClassReader(classFile);
        if ((reader.getAccess() & Opcodes.ACC_SYNTHETIC) == 0 || !Symbols.FRAME.equals(reader.getSuperName())) {
            return Optional.empty();
        }
        Begin begin = new Begin();
        reader.accept(begin, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return Optional.ofNullable(begin.host);
    }

    /** Looks for what the method {@code begin} calls. */
    private static final class Begin extends ClassVisitor {

        private @Nullable String host;

        Begin() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (!name.equals(Symbols.BEGIN) || !descriptor.equals(Symbols.RESUME_DESC)) {
                return null;
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String desc, boolean inInterface) {
                    host = owner;
                }
            };
        }
    }
}
