// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a quantity as horizontal bars, in SVG: one for each variant, with the median beside it and a line from the least to the greatest. */
final class Chart {

    private static final int WIDTH = 720;
    private static final int LEFT = 220;
    private static final int RIGHT = 110;
    private static final int TOP = 56;
    private static final int BAR = 18;
    private static final int STEP = 26;

    /** Beyond this the short bars of a linear scale can't be told apart. */
    private static final double LINEAR = 40;

    private final Quantity quantity;
    private final Map<Variant, Samples> figures;
    private final double least;
    private final double greatest;
    private final boolean logarithmic;

    Chart(Quantity quantity, Map<Variant, Samples> figures) {
        this.quantity = quantity;
        this.figures = figures;
        greatest =
                figures.values().stream().mapToDouble(Samples::greatest).max().orElse(1);
        least = figures.values().stream()
                .mapToDouble(Samples::least)
                .filter(each -> each > 0)
                .min()
                .orElse(1);
        logarithmic = greatest / least > LINEAR;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int height = TOP + figures.size() * STEP + 10;
        lines.add(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH, height, WIDTH, height));
        // A ground of its own: pages may be dark.
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        lines.add(text(12, 22, "font-size=\"15\" font-weight=\"bold\"", quantity.title()));
        lines.add(text(12, 42, "fill=\"#555555\"", subtitle()));
        int y = TOP;
        for (Map.Entry<Variant, Samples> each : figures.entrySet()) {
            addBar(lines, y, each.getKey(), each.getValue());
            y += STEP;
        }
        lines.add("</svg>");
        return lines;
    }

    private String subtitle() {
        return quantity.name() + ", " + quantity.unit() + (quantity.more() ? "; more is better" : "; less is better")
                + (logarithmic ? "; logarithmic" : "");
    }

    private void addBar(List<String> lines, int y, Variant variant, Samples samples) {
        String name = variant.title + " (" + variant.letters + ")";
        lines.add(text(LEFT - 8, y + 14, "text-anchor=\"end\"", name));
        lines.add(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                LEFT,
                y,
                length(samples.median()),
                BAR,
                colour(variant)));
        double from = LEFT + length(samples.least());
        double to = LEFT + length(samples.greatest());
        lines.add(String.format(Locale.ROOT, "<path d=\"M%.1f %d H%.1f\" stroke=\"#222222\"/>", from, y + BAR / 2, to));
        lines.add(text((int) to + 6, y + 14, "", Samples.number(samples.median())));
    }

    private double length(double value) {
        double share = logarithmic
                // A tenth for the least, so that every bar can be seen.
                ? value <= 0 ? 0 : 0.1 + 0.9 * Math.log(value / least) / Math.log(greatest / least)
                : greatest == 0 ? 0 : value / greatest;
        return share * (WIDTH - LEFT - RIGHT);
    }

    private static String colour(Variant variant) {
        return switch (variant) {
            case HEDDLE, HEDDLE_MANY -> "#c2410c";
            case LOWERED, PLAIN, SKETCHED, NIO -> "#a8a29e";
            default -> "#3b6ea5";
        };
    }

    private static String text(int x, int y, String attributes, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\"" + (attributes.isEmpty() ? "" : " " + attributes) + ">"
                + text.replace("&", "&amp;").replace("<", "&lt;") + "</text>";
    }
}
