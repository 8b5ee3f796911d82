// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

/** The bytes of a class file; nobody changes them. */
final class ClassFile {

    private final byte[] bytes;

    ClassFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes, not copied. */
    byte[] bytes() {
        return bytes;
    }
}
