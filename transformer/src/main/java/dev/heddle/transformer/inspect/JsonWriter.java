// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, texts and whole numbers as JSON, indented by two blanks. */
final class JsonWriter {

    /** Stands for null. */
    static final Object NULL = new Object();

    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    static String write(Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value, "\n");
        return writer.out.toString();
    }

    private void value(Object value, String lineEnd) {
        if (value instanceof Map<?, ?> map) {
            map(map, lineEnd);
        } else if (value instanceof List<?> list) {
            list(list, lineEnd);
        } else if (value instanceof Integer number) {
            out.append(number.intValue());
        } else if (value == NULL) {
            out.append("null");
        } else {
            text(value.toString());
        }
    }

    private void map(Map<?, ?> map, String lineEnd) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            out.append(lineEnd).append("  ");
            text(entry.getKey().toString());
            out.append(": ");
            value(entry.getValue(), lineEnd + "  ");
            out.append(entries.hasNext() ? "," : lineEnd);
        }
        out.append('}');
    }

    private void list(List<?> list, String lineEnd) {
        out.append('[');
        Iterator<?> values = list.iterator();
        while (values.hasNext()) {
            out.append(lineEnd).append("  ");
            value(values.next(), lineEnd + "  ");
            out.append(values.hasNext() ? "," : lineEnd);
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // Also lone surrogates, which no encoding has bytes for.
                    if (c < ' ' || Character.isSurrogate(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
