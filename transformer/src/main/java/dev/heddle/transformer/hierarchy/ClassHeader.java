// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.hierarchy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The beginning of a class file. Read by hand and not with ASM, which refuses class files that are newer than itself: the JDK that the transformer runs on may be.
 *
 * @param majorVersion the class file's version, 44 more than Java's
 * @param access the access flags
 * @param name the internal name
 * @param superName the superclass's internal name; an empty string for {@code java/lang/Object} and modules
 */
public record ClassHeader(int majorVersion, int access, String name, String superName) {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int ACC_INTERFACE = 0x0200;

    /**
     * Reads the header of a class file.
     *
     * @param classFile the class file's bytes
     * @return the header, or empty if these bytes are no class file
     */
    public static Optional<ClassHeader> read(byte[] classFile) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            return read(classFile, in);
        } catch (IOException | RuntimeException damaged) {
            // A damaged file fails as it likes: it ends too early, or an index leads nowhere. For the caller that is
            // one case.
            return Optional.empty();
        }
    }

    private static Optional<ClassHeader> read(byte[] classFile, DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            return Optional.empty();
        }
        in.readUnsignedShort();
        int majorVersion = in.readUnsignedShort();
        int[] offsets = new int[in.readUnsignedShort()];
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = classFile.length - in.available();
            int tag = in.readUnsignedByte();
            in.skipNBytes(ConstantTag.isUtf8(tag) ? in.readUnsignedShort() : ConstantTag.size(tag));
            if (ConstantTag.isWide(tag)) {
                i++;
            }
        }
        int access = in.readUnsignedShort();
        String name = className(classFile, offsets, in.readUnsignedShort());
        int superClass = in.readUnsignedShort();
        return Optional.of(new ClassHeader(
                majorVersion, access, name, superClass == 0 ? "" : className(classFile, offsets, superClass)));
    }

    private static String className(byte[] classFile, int[] offsets, int index) {
        int utf8 = offsets[unsignedShort(classFile, offsets[index] + 1)];
        // Modified UTF-8 differs from UTF-8 only in NUL and in supplementary characters, which are legal but never seen
        // in class names.
        return new String(classFile, utf8 + 3, unsignedShort(classFile, utf8 + 1), StandardCharsets.UTF_8);
    }

    private static int unsignedShort(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 8 | (bytes[offset + 1] & 0xFF);
    }

    ClassHierarchy.ClassInfo toInfo() {
        return new ClassHierarchy.ClassInfo(name, superName, (access & ACC_INTERFACE) != 0);
    }
}
