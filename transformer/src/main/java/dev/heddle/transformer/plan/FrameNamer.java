// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.plan;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names the classes of frames: {@code C$foo$Async}, with a number for overloads. Names differ in more than their case, since file systems may not tell that, and have only
 * characters that every file system takes.
 */
final class FrameNamer {

    private static final String SUFFIX = "$Async";

    /** Leaves room for the package, the suffix and {@code .class} in the 255 bytes that file systems allow a name. */
    private static final int LONGEST = 180;

    private final String owner;
    private final Set<String> taken = new HashSet<>();

    FrameNamer(String owner) {
        this.owner = owner;
    }

    String name(String method) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < method.length(); i++) {
            char c = method.charAt(i);
            safe.append(Character.isJavaIdentifierPart(c) && c < 128 ? c : '_');
        }
        String stem = owner + "$"
                + (safe.length() <= LONGEST
                        ? safe
                        : safe.substring(0, LONGEST) + "$" + Integer.toHexString(method.hashCode()));
        String name = stem + SUFFIX;
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = stem + SUFFIX + "$" + number;
        }
        return name;
    }
}
