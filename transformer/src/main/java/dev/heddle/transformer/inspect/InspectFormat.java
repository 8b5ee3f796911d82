// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How an inspection is shown. */
public enum InspectFormat {
    /** For terminals. */
    TEXT,
    /** One page that needs nothing else, not even scripts. */
    HTML,
    /** For programs. */
    JSON;

    /**
     * Finds a format.
     *
     * @param name {@code text}, {@code html} or {@code json}
     * @return the format, or empty if there is none of that name
     */
    public static Optional<InspectFormat> named(String name) {
        return Stream.of(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /**
     * Shows an inspection.
     *
     * @param inspection what there is to show
     * @return the whole output, with a line end after the last line
     */
    public String render(Inspection inspection) {
        return switch (this) {
            case TEXT -> TextReport.render(inspection);
            case HTML -> HtmlReport.render(inspection);
            case JSON -> JsonReport.render(inspection);
        };
    }
}
