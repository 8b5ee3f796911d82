// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import dev.heddle.transformer.inspect.CoroutineView.Listing;
import dev.heddle.transformer.inspect.CoroutineView.State;
import java.util.stream.Collectors;

/** Shows an inspection as one HTML page. */
final class HtmlReport {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Heddle: coroutines</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 110rem; margin: 2rem auto; padding: 0 1rem; }
            h2 { font-size: 1.1rem; margin: 2.5rem 0 .25rem; }
            code, pre, td.number { font-family: ui-monospace, monospace; font-size: .85rem; }
            table { border-collapse: collapse; margin: 1rem 0; }
            th, td { text-align: left; vertical-align: top; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #8884; }
            .listings { display: grid; grid-template-columns: repeat(auto-fit, minmax(24rem, 1fr)); gap: 1rem; }
            pre { overflow: auto; max-height: 40rem; background: #8881; padding: .75rem; margin: .5rem 0; }
            .note { opacity: .7; }
            </style>
            </head>
            <body>
            <h1>Coroutines</h1>
            """;

    private HtmlReport() {}

    static String render(Inspection inspection) {
        String body = inspection.coroutines().isEmpty()
                ? "<p>There are none.</p>\n"
                : inspection.coroutines().stream().map(HtmlReport::section).collect(Collectors.joining());
        return HEAD + body + "</body>\n</html>\n";
    }

    private static String section(CoroutineView view) {
        return "<section>\n<h2><code>" + escape(view.type() + "." + view.method()) + "</code></h2>\n"
                + "<p class=\"note\"><code>" + escape(view.descriptor()) + "</code> " + escape(view.file())
                + ", frame <code>" + escape(view.frame()) + "</code>, " + view.frameBytes() + " bytes</p>\n"
                + table(view)
                + "<div class=\"listings\">\n"
                + listing("Before", view.before())
                + listing("After", view.after())
                + "</div>\n</section>\n";
    }

    private static String table(CoroutineView view) {
        return "<table>\n<thead><tr><th>State</th><th>Line</th><th>Awaits</th><th>Keeps</th></tr></thead>\n<tbody>\n"
                + view.states().stream().map(HtmlReport::row).collect(Collectors.joining())
                + "</tbody>\n</table>\n";
    }

    private static String row(State state) {
        String kept = state.kept().stream()
                .map(variable -> "<code>" + escape(variable.type() + " " + variable.name()) + "</code>")
                .collect(Collectors.joining("<br>"));
        String line = state.line() == 0 ? "?" : String.valueOf(state.line());
        return "<tr><td class=\"number\">" + state.number() + "</td><td class=\"number\">" + line + "</td><td><code>"
                + escape(state.awaits()) + "</code></td><td>" + kept + "</td></tr>\n";
    }

    private static String listing(String title, Listing listing) {
        String text = escape(String.join("\n", listing.lines()));
        return "<details open=\"\">\n<summary>" + title + "</summary>\n"
                + (listing.available() ? "<pre>" + text + "</pre>\n" : "<p class=\"note\">" + text + "</p>\n")
                + "</details>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
