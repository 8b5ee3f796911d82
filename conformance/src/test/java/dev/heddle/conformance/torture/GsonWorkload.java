// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import com.google.gson.ExclusionStrategy;
import com.google.gson.FieldAttributes;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.JsonStreamParser;
import com.google.gson.LongSerializationPolicy;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.annotations.Expose;
import com.google.gson.annotations.SerializedName;
import com.google.gson.annotations.Since;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Uses gson: a parser with its state in fields, reflection, generics, adapters that call each other. */
@SuppressWarnings("deprecation") // what is deprecated is library code like any other
public final class GsonWorkload implements Workload {

    private static final String[] DOCUMENTS = {
        "",
        "null",
        "{}",
        "[1, 2.5, -3e10, 12345678901234567890, 0]",
        "{\"a\": {\"b\": [true, false, null, \"x\\u0041\\n\\\"\"]}, \"c\": {}}",
        "{'a': 1; b = 2, # comment\n c: [x y, ], /* more */ d: 'é'} // end",
        "[1,2",
        "{\"a\":1,\"a\":2}",
        "{\"a\" 1}",
        "[\"\\q\"]",
        "nul",
        "[NaN, Infinity, 01, 1., -]",
        "[[[[[[[[]]]]]]]] x",
        "\"long " + "x".repeat(1100) + "\"",
        ")]}'\n{\"guard\":1}"
    };

    enum Color {
        @SerializedName("rouge")
        RED,
        GREEN
    }

    record Point(
            int x,
            @SerializedName(value = "why", alternate = "y") double y) {}

    static class Base<T> {
        T value;
        List<T> values = new ArrayList<>();
        transient int skipped = 7;
    }

    static class Big extends Base<Point> {
        @Expose
        String someName = "n";

        @Since(1.5)
        long big = 1L << 60;

        Color color = Color.RED;
        char letter = 'l';
        Character none;
        byte[] bytes = {1, 2};
        int[][] grid = {{1}, {2, 3}};
        Map<String, List<Integer>> map = new LinkedHashMap<>(Map.of("k", List.of(1, 2)));
        Map<Point, String> byPoint = new LinkedHashMap<>();
        BigDecimal decimal = new BigDecimal("1.500");
        UUID uuid = new UUID(1, 2);
        BitSet bits = new BitSet();
        Locale locale = Locale.CANADA_FRENCH;
        Currency currency = Currency.getInstance("EUR");
        AtomicIntegerArray atoms = new AtomicIntegerArray(new int[] {4, 5});
        StringBuilder text = new StringBuilder("sb");
        Double number = Double.valueOf(0.1f);
        Object any = List.of(1, "two");
        Big self;

        Big() {
            value = new Point(1, 2);
            values.add(new Point(3, 4));
            byPoint.put(new Point(5, 6), "p");
            bits.set(3);
        }
    }

    @Override
    public void run(Trace trace) {
        parse(trace);
        stream(trace);
        objects(trace);
        trees(trace);
    }

    private static void parse(Trace trace) {
        trace.section("parse");
        for (String document : DOCUMENTS) {
            String name = document.length() > 40 ? document.substring(0, 40) : document;
            trace.call("tree " + name, () -> JsonParser.parseString(document));
            trace.call("object " + name, () -> new Gson().fromJson(document, Object.class));
            trace.call(
                    "numbers " + name,
                    () -> new GsonBuilder()
                            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
                            .create()
                            .fromJson(document, Object.class));
            trace.call(
                    "strict " + name,
                    () -> new GsonBuilder()
                            .setStrictness(Strictness.STRICT)
                            .create()
                            .fromJson(document, JsonElement.class));
            trace.call("big " + name, () -> new Gson().fromJson(document, Big.class).someName);
            trace.call("map " + name, () -> new Gson().fromJson(document, new TypeToken<Map<String, Integer>>() {}));
            trace.call("list " + name, () -> new Gson().fromJson(document, new TypeToken<List<Double>>() {}));
            trace.call("tokens " + name, () -> tokens(document));
            trace.call("elements " + name, () -> {
                StringBuilder all = new StringBuilder();
                new JsonStreamParser(document).forEachRemaining(all::append);
                return all;
            });
        }
    }

    private static String tokens(String document) throws java.io.IOException {
        StringBuilder seen = new StringBuilder();
        try (JsonReader reader = new JsonReader(new StringReader(document))) {
            reader.setStrictness(Strictness.LENIENT);
            while (true) {
                switch (reader.peek()) {
                    case BEGIN_ARRAY -> reader.beginArray();
                    case END_ARRAY -> reader.endArray();
                    case BEGIN_OBJECT -> reader.beginObject();
                    case END_OBJECT -> reader.endObject();
                    case NAME -> seen.append(reader.nextName()).append(':');
                    case STRING -> seen.append(reader.nextString()).append(',');
                    case NUMBER -> seen.append(reader.nextDouble()).append(',');
                    case BOOLEAN -> seen.append(reader.nextBoolean()).append(',');
                    case NULL -> reader.nextNull();
                    default -> {
                        return seen + reader.getPath();
                    }
                }
                seen.append(reader.getPreviousPath()).append(' ');
            }
        }
    }

    private static void stream(Trace trace) {
        trace.section("stream");
        trace.call("write", () -> {
            StringWriter out = new StringWriter();
            try (JsonWriter writer = new JsonWriter(out)) {
                writer.setIndent(" ");
                writer.setHtmlSafe(true);
                writer.beginObject()
                        .name("a")
                        .beginArray()
                        .value(1)
                        .value(2.5)
                        .value("<&'\u2028\t>")
                        .nullValue()
                        .value(true)
                        .endArray();
                writer.name("b")
                        .jsonValue("{raw}")
                        .name("c")
                        .value(new BigDecimal("1e5"))
                        .endObject();
            }
            return out;
        });
        trace.call("write twice", () -> {
            JsonWriter writer = new JsonWriter(new StringWriter());
            writer.beginObject().endObject().beginArray();
            return writer;
        });
        trace.call("close early", () -> {
            try (JsonWriter writer = new JsonWriter(new StringWriter())) {
                writer.beginArray();
            }
            return "closed";
        });
        trace.call(
                "value without name",
                () -> new JsonWriter(new StringWriter()).beginObject().value(1));
        trace.call("nan", () -> new JsonWriter(new StringWriter()).beginArray().value(Double.NaN));
        trace.call("skip", () -> {
            JsonReader reader = new JsonReader(new StringReader("{\"a\":[1,{\"b\":[2]}],\"c\":3}"));
            reader.beginObject();
            reader.nextName();
            reader.skipValue();
            return reader.nextName() + reader.nextInt() + reader.getPath();
        });
        trace.call("int overflow", () -> {
            JsonReader reader = new JsonReader(new StringReader("[12345678901]"));
            reader.beginArray();
            return reader.nextInt();
        });
    }

    private static void objects(Trace trace) {
        trace.section("objects");
        Gson[] gsons = {
            new Gson(),
            new GsonBuilder()
                    .setPrettyPrinting()
                    .serializeNulls()
                    .setFieldNamingPolicy(FieldNamingPolicy.UPPER_CAMEL_CASE_WITH_SPACES)
                    .create(),
            new GsonBuilder()
                    .enableComplexMapKeySerialization()
                    .setVersion(1.0)
                    .setLongSerializationPolicy(LongSerializationPolicy.STRING)
                    .disableHtmlEscaping()
                    .create(),
            new GsonBuilder().excludeFieldsWithoutExposeAnnotation().create(),
            new GsonBuilder()
                    .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_DASHES)
                    .registerTypeAdapter(Point.class, (JsonSerializer<Point>)
                            (point, type, context) -> context.serialize(new int[] {point.x()}))
                    .registerTypeAdapter(Point.class, (JsonDeserializer<Point>) (json, type, context) -> new Point(
                            json.isJsonArray() ? json.getAsJsonArray().get(0).getAsInt() : -1, 0))
                    .addSerializationExclusionStrategy(new ExclusionStrategy() {
                        @Override
                        public boolean shouldSkipField(FieldAttributes field) {
                            return field.getName().startsWith("b");
                        }

                        @Override
                        public boolean shouldSkipClass(Class<?> type) {
                            return type == Color.class;
                        }
                    })
                    .create()
        };
        Big nested = new Big();
        nested.self = new Big();
        for (int i = 0; i < gsons.length; i++) {
            Gson gson = gsons[i];
            trace.call(i + " to", () -> gson.toJson(nested));
            trace.call(i + " and back", () -> gson.toJson(gson.fromJson(gson.toJson(nested), Big.class)));
            trace.call(i + " tree", () -> gson.fromJson(gson.toJsonTree(nested), Big.class).values);
            trace.call(i + " point", () -> gson.fromJson("{\"x\":1,\"y\":2}", Point.class));
            trace.call(i + " enum", () -> gson.fromJson("[\"rouge\",\"GREEN\",\"BLUE\"]", Color[].class));
            trace.call(
                    i + " generic",
                    () -> gson.toJson(Map.of("p", new Point(1, 2)), new TypeToken<Map<String, Point>>() {}.getType()));
            trace.call(i + " mismatch", () -> gson.fromJson("{\"big\":\"x\"}", Big.class));
            trace.call(i + " wrong kind", () -> gson.fromJson("{\"values\":{}}", Big.class));
            trace.call(i + " primitive null", () -> gson.fromJson("{\"x\":null}", Point.class));
            trace.call(i + " interface", () -> gson.fromJson("{}", Comparable.class));
            trace.call(i + " anonymous", () -> gson.toJson(new Object() {}));
            trace.call(i + " class", () -> gson.toJson(String.class));
            trace.call(i + " double", () -> gson.toJson(Double.NaN));
            trace.call(
                    i + " name",
                    () -> gson + " " + gson.getAdapter(Point.class).nullSafe().toJson(null));
        }
    }

    private static void trees(Trace trace) {
        trace.section("trees");
        trace.call("build", () -> {
            JsonObject object = new JsonObject();
            object.addProperty("n", 1);
            object.addProperty("c", 'c');
            JsonArray array = new JsonArray();
            array.add(true);
            array.add(object.deepCopy());
            object.add("a", array);
            object.remove("n");
            return object + " " + object.hashCode() + object.equals(JsonParser.parseString(object.toString()))
                    + object.keySet();
        });
        trace.call(
                "primitive",
                () -> new JsonPrimitive("12").getAsLong()
                        + new JsonPrimitive(1.5).getAsBigDecimal().intValue() + " "
                        + new JsonPrimitive(1).equals(new JsonPrimitive(1L)));
        trace.call("primitive bad", () -> new JsonPrimitive("x").getAsInt());
        trace.call("array bad", () -> new JsonArray().getAsString());
        trace.call(
                "type",
                () -> TypeToken.getParameterized(Map.class, String.class, Integer.class) + " "
                        + TypeToken.getArray(List.class).hashCode());
        trace.call("type bad", () -> TypeToken.getParameterized(Map.class, String.class));
    }
}
