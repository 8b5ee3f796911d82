// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Something that happened in a directory that is watched.
 *
 * @param kind what happened
 * @param path the file or directory to which it happened: the path of the watched directory with the name behind; for {@link Kind#OVERFLOWED} the directory itself
 */
public record DirectoryEvent(Kind kind, Path path) {

    /** What can happen. */
    public enum Kind {
        /** It is there now: made, or moved to this place. */
        CREATED,
        /** Its content or its attributes have changed, once or several times. */
        MODIFIED,
        /** It is gone: deleted, or moved elsewhere. */
        DELETED,
        /** More happened in the directory than was told: look for yourself what is there. */
        OVERFLOWED
    }

    /** Checks that neither is null. */
    public DirectoryEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
    }
}
