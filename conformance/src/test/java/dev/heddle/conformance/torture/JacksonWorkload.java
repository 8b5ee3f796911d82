// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.TextBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Uses jackson-core: large hand-tuned state machines over bytes and characters, blocking and not, and number parsing. */
@SuppressWarnings("deprecation") // what is deprecated is library code like any other
public final class JacksonWorkload implements Workload {

    private static final String[] DOCUMENTS = {
        "",
        "  null ",
        "{\"a\":1,\"b\":[true,false,null,-0,1.5e-7,123456789012345678901234567890],\"c\":{\"d\":\"x\\u0041\\n\\\"\\/é€😀\"}}",
        "[0.1,1e400,-12.75,9223372036854775807,9223372036854775808,2147483648,-2147483649]",
        "{'a':01, b:+1, c:.5, d:NaN, e:-Infinity, f:[1,,2,], /* x */ g:\"\\q\" // y\n}",
        "[1,2",
        "{\"a\" 1}",
        "[1 2]",
        "nul",
        "{\"a\":tru}",
        "[\"unended",
        "[\"\\u12g4\"]",
        "\u0001",
        "[\"a\tb\"]",
        "[1.2.3]",
        "[-]",
        "{\"" + "key".repeat(60) + "\":\"" + "value ü ".repeat(90) + "\"}",
        "[[[[[[[[[[[[[[]]]]]]]]]]]]]]",
        "[\"AQIDBAUG\",\"AQI=\",\"A*==\"]"
    };

    @Override
    public void run(Trace trace) throws Exception {
        parse(trace);
        nonBlocking(trace);
        generate(trace);
        filter(trace);
        others(trace);
    }

    private static JsonFactory strict() {
        return new JsonFactory();
    }

    private static JsonFactory lenient() {
        JsonFactoryBuilder builder = new JsonFactoryBuilder();
        for (JsonReadFeature each : JsonReadFeature.values()) {
            builder.enable(each);
        }
        return builder.enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(10).build())
                .build();
    }

    private static void parse(Trace trace) {
        trace.section("parse");
        for (String document : DOCUMENTS) {
            String name = document.length() > 40 ? document.substring(0, 40) : document;
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            for (JsonFactory factory : new JsonFactory[] {strict(), lenient()}) {
                trace.call("reader " + name, () -> tokens(factory.createParser(new StringReader(document))));
                trace.call("string " + name, () -> tokens(factory.createParser(document)));
                trace.call("bytes " + name, () -> tokens(factory.createParser(bytes)));
                trace.call("stream " + name, () -> tokens(factory.createParser(new ByteArrayInputStream(bytes))));
                trace.call(
                        "utf16 " + name,
                        () -> tokens(factory.createParser(document.getBytes(StandardCharsets.UTF_16))));
                trace.call("utf32 " + name, () -> tokens(factory.createParser(document.getBytes("UTF-32BE"))));
                trace.call(
                        "data " + name,
                        () -> tokens(factory.createParser(
                                (java.io.DataInput) new java.io.DataInputStream(new ByteArrayInputStream(bytes)))));
            }
        }
        trace.call("bad utf8", () -> tokens(strict().createParser(new byte[] {'"', (byte) 0xC3, 'x', '"'})));
    }

    private static String tokens(JsonParser parser) throws Exception {
        StringBuilder seen = new StringBuilder();
        try (parser) {
            int calls = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                seen.append(token);
                if (token == JsonToken.VALUE_STRING) {
                    seen.append(parser.getText()).append(parser.getTextLength());
                    if (calls++ % 3 == 0) {
                        try {
                            seen.append(parser.getBinaryValue(Base64Variants.MIME).length);
                        } catch (Exception e) {
                            seen.append(e.getMessage());
                        }
                    }
                } else if (token == JsonToken.FIELD_NAME) {
                    seen.append(parser.currentName());
                } else if (token.isNumeric()) {
                    seen.append(parser.getNumberType());
                    try {
                        seen.append(calls++ % 2 == 0 ? parser.getNumberValue() : parser.getValueAsLong())
                                .append(parser.getDoubleValue());
                        seen.append(parser.getDecimalValue()).append(parser.getIntValue());
                    } catch (Exception e) {
                        seen.append(e.getMessage());
                    }
                }
                seen.append(parser.getParsingContext().pathAsPointer())
                        .append('@')
                        .append(parser.currentLocation().getColumnNr())
                        .append(' ');
            }
        } catch (Exception e) {
            return seen + " then " + e;
        }
        return seen.toString();
    }

    private static void nonBlocking(Trace trace) {
        trace.section("nonBlocking");
        for (String document : DOCUMENTS) {
            String name = document.length() > 40 ? document.substring(0, 40) : document;
            for (JsonFactory factory : new JsonFactory[] {strict(), lenient()}) {
                trace.call("async " + name, () -> {
                    StringBuilder seen = new StringBuilder();
                    try (JsonParser parser = factory.createNonBlockingByteArrayParser()) {
                        ByteArrayFeeder feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
                        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
                        int at = 0;
                        while (true) {
                            JsonToken token = parser.nextToken();
                            if (token == null) {
                                return seen;
                            } else if (token != JsonToken.NOT_AVAILABLE) {
                                seen.append(token)
                                        .append(
                                                token.isScalarValue() || token == JsonToken.FIELD_NAME
                                                        ? parser.getText()
                                                        : "")
                                        .append(' ');
                            } else if (at == bytes.length) {
                                feeder.endOfInput();
                            } else {
                                int end = Math.min(bytes.length, at + 1 + at % 3);
                                feeder.feedInput(bytes, at, end);
                                at = end;
                            }
                        }
                    } catch (Exception e) {
                        return seen + " then " + e;
                    }
                });
            }
        }
    }

    private static void generate(JsonGenerator out) throws Exception {
        try (out) {
            out.writeStartObject();
            out.writeStringField("text", "é€😀\u0000\"\\</script>\u2028" + "long ".repeat(300));
            out.writeArrayFieldStart("numbers");
            for (long value = 1; value > 0; value *= 1023) {
                out.writeNumber(value);
                out.writeNumber((int) -value);
                out.writeNumber((short) value);
            }
            out.writeNumber(0.1);
            out.writeNumber(1.5f);
            out.writeNumber(new BigDecimal("1e-20"));
            out.writeNumber(BigInteger.TEN.pow(30));
            out.writeNumber("12");
            out.writeNumber(Double.POSITIVE_INFINITY);
            out.writeEndArray();
            out.writeBinaryField("binary", new byte[] {1, 2, 3, 4, 5});
            out.writeFieldName("array");
            out.writeArray(new int[] {1, 2, 3}, 1, 2);
            out.writeFieldName("chars");
            out.writeString("chars".toCharArray(), 1, 3);
            out.writeFieldName("reader");
            out.writeString(new StringReader("read me"), 7);
            out.writeFieldName("raw");
            out.writeRawValue("[raw]");
            out.writeBooleanField("yes", true);
            out.writeNullField("none");
            out.writePOJOField("object", null);
            out.writeEndObject();
        }
    }

    private static void generate(Trace trace) {
        trace.section("generate");
        JsonFactory ascii = new JsonFactoryBuilder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
                .disable(JsonWriteFeature.QUOTE_FIELD_NAMES)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build();
        int number = 0;
        for (JsonFactory factory : new JsonFactory[] {strict(), ascii}) {
            String name = " " + number++;
            trace.call("writer" + name, () -> {
                StringWriter out = new StringWriter();
                generate(factory.createGenerator(out).setPrettyPrinter(new DefaultPrettyPrinter()));
                return out;
            });
            trace.call("stream" + name, () -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                generate(factory.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("|")));
                return out.toString(StandardCharsets.UTF_8);
            });
            trace.call("copy" + name, () -> {
                StringWriter out = new StringWriter();
                try (JsonParser in = factory.createParser(DOCUMENTS[2]);
                        JsonGenerator copy = factory.createGenerator(out)) {
                    while (in.nextToken() != null) {
                        copy.copyCurrentEvent(in);
                    }
                }
                return out;
            });
            trace.call("no name" + name, () -> {
                JsonGenerator out = factory.createGenerator(new StringWriter());
                out.writeStartObject();
                out.writeNumber(1);
                return out;
            });
            trace.call("wrong end" + name, () -> {
                JsonGenerator out = factory.createGenerator(new ByteArrayOutputStream());
                out.writeStartArray();
                out.writeEndObject();
                return out;
            });
            trace.call("surrogate" + name, () -> {
                JsonGenerator out = factory.createGenerator(new ByteArrayOutputStream());
                out.writeString("\ud800x");
                return out;
            });
        }
    }

    private static void filter(Trace trace) {
        trace.section("filter");
        for (String pointer : new String[] {"/b/2", "/c", "/c/d", "/nope", ""}) {
            for (TokenFilter.Inclusion inclusion : TokenFilter.Inclusion.values()) {
                trace.call(
                        "parser " + pointer + inclusion,
                        () -> tokens(new FilteringParserDelegate(
                                strict().createParser(DOCUMENTS[2]),
                                new JsonPointerBasedFilter(pointer),
                                inclusion,
                                true)));
                trace.call("generator " + pointer + inclusion, () -> {
                    StringWriter out = new StringWriter();
                    try (JsonParser in = strict().createParser(DOCUMENTS[2]);
                            JsonGenerator copy = new FilteringGeneratorDelegate(
                                    strict().createGenerator(out),
                                    new JsonPointerBasedFilter(pointer),
                                    inclusion,
                                    false)) {
                        in.nextToken();
                        copy.copyCurrentStructure(in);
                    }
                    return out;
                });
            }
        }
    }

    private static void others(Trace trace) {
        trace.section("others");
        trace.call(
                "pointer",
                () -> JsonPointer.compile("/a~1b/3/~0x")
                                .tail()
                                .append(JsonPointer.valueOf("/z"))
                                .head() + " "
                        + JsonPointer.compile("/1/2").last().getMatchingIndex());
        trace.call("pointer bad", () -> JsonPointer.compile("x"));
        for (String number : new String[] {
            "0", "-1", "1.5", "1e10", "123456789", "2147483648", "1e-400", "x", "0x1p3", "12345678901234567"
        }) {
            trace.call("int " + number, () -> NumberInput.parseAsInt(number, -5) + NumberInput.parseAsLong(number, -6));
            trace.call(
                    "double " + number,
                    () -> NumberInput.parseDouble(number, true)
                            + NumberInput.parseDouble(number, false)
                            + NumberInput.parseFloat(number, true));
            trace.call(
                    "decimal " + number,
                    () -> NumberInput.parseBigDecimal(number, true) + " " + NumberInput.parseBigDecimal(number));
        }
        trace.call(
                "huge decimal",
                () -> NumberInput.parseBigDecimal("1234567890".repeat(80) + "." + "98765".repeat(70), true));
        trace.call("huge integer", () -> NumberInput.parseBigInteger("1234567890".repeat(90), true));
        trace.call(
                "base64",
                () -> Base64Variants.PEM.encode(new byte[100], true)
                        + new String(Base64Variants.MODIFIED_FOR_URL.decode("AQID-_8"), StandardCharsets.ISO_8859_1));
        trace.call("base64 bad", () -> Base64Variants.MIME_NO_LINEFEEDS.decode("A"));
        trace.call("buffer", () -> {
            TextBuffer buffer = new TextBuffer(null);
            buffer.append("abc".repeat(400), 0, 1200);
            buffer.append('x');
            return buffer.contentsAsString().length() + " " + buffer.contentsAsArray().length;
        });
    }
}
