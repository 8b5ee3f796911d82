// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How an inspection is shown. */
public enum InspectFormat {
    /** For terminals. */
    TEXT(TextReport::render),
    /** One page that needs nothing else, not even scripts. */
    HTML(HtmlReport::render),
    /** For programs. */
    JSON(JsonReport::render);

    private final Function<Inspection, String> renderer;

    InspectFormat(Function<Inspection, String> renderer) {
        this.renderer = renderer;
    }

    /**
     * Finds a format.
     *
     * @param name {@code text}, {@code html} or {@code json}
     * @return the format, or empty if there is none of that name
     */
    public static Optional<InspectFormat> named(String name) {
        return Stream.of(values()).filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name)).findFirst();
    }

    /**
     * Shows an inspection.
     *
     * @param inspection what there is to show
     * @return the whole output, with a line end after the last line
     */
    public String render(Inspection inspection) {
        return renderer.apply(inspection);
    }
}
