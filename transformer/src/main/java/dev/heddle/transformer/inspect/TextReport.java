// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import dev.heddle.transformer.inspect.CoroutineView.Listing;
import dev.heddle.transformer.inspect.CoroutineView.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows an inspection as text. */
final class TextReport {

    private static final List<String> HEADINGS = List.of("state", "line", "awaits", "keeps");

    private TextReport() {}

    static String render(Inspection inspection) {
        if (inspection.coroutines().isEmpty()) {
            return "no coroutines\n";
        }
        return inspection.coroutines().stream().map(TextReport::render).collect(Collectors.joining("\n"));
    }

    private static String render(CoroutineView view) {
        StringBuilder text = new StringBuilder();
        text.append(view.type()).append('.').append(view.method()).append(' ').append(view.descriptor());
        text.append(view.file().isEmpty() ? "" : " (" + view.file() + ")").append('\n');
        text.append("frame ")
                .append(view.frame())
                .append(", ")
                .append(view.frameBytes())
                .append(" bytes\n\n");
        text.append(table(view.states()));
        text.append("\nbefore\n")
                .append(lines(view.before()))
                .append("\nafter\n")
                .append(lines(view.after()));
        return text.toString();
    }

    private static String table(List<State> states) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (State state : states) {
            String kept = state.kept().stream()
                    .map(variable -> variable.name() + ": " + variable.type())
                    .collect(Collectors.joining(", "));
            rows.add(List.of(
                    String.valueOf(state.number()),
                    state.line() == 0 ? "?" : String.valueOf(state.line()),
                    state.awaits(),
                    kept.isEmpty() ? "-" : kept));
        }
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> row(row, widths)).collect(Collectors.joining());
    }

    private static String row(List<String> cells, int[] widths) {
        StringBuilder row = new StringBuilder(" ");
        for (int i = 0; i < widths.length; i++) {
            row.append(' ')
                    .append(cells.get(i))
                    .append(" ".repeat(widths[i] - cells.get(i).length()))
                    .append(' ');
        }
        return row.toString().stripTrailing() + "\n";
    }

    private static String lines(Listing listing) {
        return listing.lines().stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }
}
