// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import dev.heddle.transformer.hierarchy.ConstantTag;
import dev.heddle.transformer.symbol.Symbols;
import java.nio.charset.StandardCharsets;

/**
 * A glance at a class file's constant pool, which tells most classes that they have nothing to do with coroutines. It needs no ASM, so it can also be had of class files
 * that are too new for that; and it copies nothing, so it is cheap enough to be had of every class of an application.
 *
 * <p>It reads names, not what they are used for: a class that only has one of them in a string also counts. So "no" is certain, and "yes" is to be looked at.
 *
 * @param readable whether these bytes are a class file, as far as can be seen
 * @param majorVersion the class file's version, 44 more than Java's; 0 if not readable
 * @param mentionsCoroutines whether there may be a coroutine, or a call of one
 * @param mentionsMark whether it may carry the mark of classes that are woven already
 * @param mentionsFrame whether it may be a frame
 */
public record CoroutineScan(
        boolean readable, int majorVersion, boolean mentionsCoroutines, boolean mentionsMark, boolean mentionsFrame) {

    private static final byte[] COROUTINE_NAME = ascii(Symbols.COROUTINE);
    private static final byte[] COROUTINE_DESCRIPTOR = ascii(Symbols.COROUTINE_DESC);
    private static final byte[] ASYNC_DESCRIPTOR = ascii(Symbols.ASYNC_DESC);
    private static final byte[] WOVEN_DESCRIPTOR = ascii(Symbols.WOVEN_DESC);
    private static final byte[] FRAME_NAME = ascii(Symbols.FRAME);

    private static final CoroutineScan UNREADABLE = new CoroutineScan(false, 0, false, false, false);

    /**
     * Looks at a class file.
     *
     * @param classFile its bytes
     * @return what was seen
     */
    public static CoroutineScan of(byte[] classFile) {
        if (classFile.length < 10 || unsignedShort(classFile, 0) != 0xCAFE || unsignedShort(classFile, 2) != 0xBABE) {
            return UNREADABLE;
        }
        try {
            return scan(classFile);
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return UNREADABLE;
        }
    }

    private static CoroutineScan scan(byte[] classFile) {
        int count = unsignedShort(classFile, 8);
        int offset = 10;
        boolean coroutines = false;
        boolean mark = false;
        boolean frame = false;
        for (int i = 1; i < count; i++) {
            int tag = classFile[offset];
            if (ConstantTag.isUtf8(tag)) {
                int start = offset + 3;
                int end = start + unsignedShort(classFile, offset + 1);
                coroutines |= isCoroutineName(classFile, start, end);
                mark |= is(WOVEN_DESCRIPTOR, classFile, start, end);
                frame |= is(FRAME_NAME, classFile, start, end);
                offset = end;
            } else {
                offset += 1 + ConstantTag.size(tag);
                i += ConstantTag.isWide(tag) ? 1 : 0;
            }
        }
        // Access flags, this and super: without them it is no class file.
        unsignedShort(classFile, offset + 4);
        return new CoroutineScan(true, unsignedShort(classFile, 6), coroutines, mark, frame);
    }

    private static boolean isCoroutineName(byte[] classFile, int start, int end) {
        return is(COROUTINE_NAME, classFile, start, end)
                || is(ASYNC_DESCRIPTOR, classFile, start, end)
                || contains(COROUTINE_DESCRIPTOR, classFile, start, end);
    }

    private static boolean is(byte[] text, byte[] classFile, int start, int end) {
        return end - start == text.length && startsWith(text, classFile, start);
    }

    private static boolean contains(byte[] text, byte[] classFile, int start, int end) {
        for (int at = start; at <= end - text.length; at++) {
            if (classFile[at] == 'L' && startsWith(text, classFile, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] text, byte[] classFile, int at) {
        // From the end, since most names begin with the same packages.
        for (int i = text.length - 1; i >= 0; i--) {
            if (classFile[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static int unsignedShort(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 8 | (bytes[offset + 1] & 0xFF);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
