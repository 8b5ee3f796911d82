// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.util.List;

/** The libraries that are tortured. */
final class Libraries {

    static final List<Library> ALL = List.of(
            new Library("commons-codec", "org/apache/commons/codec/", CodecWorkload.class),
            new Library("commons-lang3", "org/apache/commons/lang3/", LangWorkload.class),
            new Library("gson", "com/google/gson/", GsonWorkload.class),
            new Library("jackson-core", "com/fasterxml/jackson/core/", JacksonWorkload.class),
            new Library("commons-math3", "org/apache/commons/math3/", MathWorkload.class));

    private Libraries() {}

    static Library byName(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no library " + name));
    }
}
