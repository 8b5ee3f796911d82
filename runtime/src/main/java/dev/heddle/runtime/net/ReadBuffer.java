// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * Bytes that have been received and not yet been read. It has storage only while there are some, so that idle streams cost no memory; it grows by doubling, and only as bytes
 * come in, so that a peer who announces much gets none of it for that. Confined to its stream.
 */
final class ReadBuffer {

    private static final int FIRST_SIZE = 4096;
    private static final int MOST_SPARE = 16;

    /** Storage of the first size that the calling thread's streams don't need at the moment. */
    private static final ThreadLocal<ArrayDeque<ByteBuffer>> SPARE = ThreadLocal.withInitial(ArrayDeque::new);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** The bytes are those from {@code start} to the position, from which on more can be put. */
    private ByteBuffer storage = NOTHING;

    private int start;

    int size() {
        return storage.position() - start;
    }

    boolean isEmpty() {
        return storage.position() == start;
    }

    /** Gives where to put more: at its position there is room for at least a byte. */
    ByteBuffer room() {
        if (!storage.hasRemaining()) {
            makeRoom();
        }
        return storage;
    }

    private void makeRoom() {
        int size = size();
        if (storage.capacity() == 0) {
            ByteBuffer spare = SPARE.get().poll();
            storage = spare == null ? ByteBuffer.allocate(FIRST_SIZE) : spare;
        } else if (size <= storage.capacity() / 2) {
            System.arraycopy(storage.array(), start, storage.array(), 0, size);
            storage.position(size);
        } else {
            ByteBuffer larger = ByteBuffer.allocate(Math.multiplyExact(2, storage.capacity()));
            storage = larger.put(storage.array(), start, size);
        }
        start = 0;
    }

    byte at(int index) {
        return storage.get(start + index);
    }

    /** Finds a byte, counted from the first; gives -1 if there is none. */
    int indexOf(byte wanted, int from) {
        byte[] bytes = storage.array();
        for (int i = start + from; i < storage.position(); i++) {
            if (bytes[i] == wanted) {
                return i - start;
            }
        }
        return -1;
    }

    /** Takes as many as there are and the target has room for. */
    int drainTo(ByteBuffer target) {
        int count = Math.min(size(), target.remaining());
        target.put(storage.array(), start, count);
        skip(count);
        return count;
    }

    /** Takes so many, which must be there. */
    ByteBuffer take(int count) {
        byte[] taken = new byte[count];
        System.arraycopy(storage.array(), start, taken, 0, count);
        skip(count);
        return ByteBuffer.wrap(taken);
    }

    String text(int count) {
        return new String(storage.array(), start, count, StandardCharsets.UTF_8);
    }

    void skip(int count) {
        start += count;
        if (isEmpty()) {
            clear();
        }
    }

    /** Drops what there is. */
    void clear() {
        start = 0;
        if (storage.capacity() > FIRST_SIZE) {
            storage = NOTHING;
        } else {
            storage.clear();
        }
    }

    /** Lets go of the storage, if nothing is in it. */
    void release() {
        if (storage.capacity() > 0 && isEmpty()) {
            clear();
            ArrayDeque<ByteBuffer> spare = SPARE.get();
            if (storage.capacity() > 0 && spare.size() < MOST_SPARE) {
                spare.push(storage);
            }
            storage = NOTHING;
        }
    }
}
