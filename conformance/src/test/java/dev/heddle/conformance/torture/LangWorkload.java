// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.commons.lang3.BooleanUtils;
import org.apache.commons.lang3.CharSet;
import org.apache.commons.lang3.CharSetUtils;
import org.apache.commons.lang3.ClassUtils;
import org.apache.commons.lang3.Conversion;
import org.apache.commons.lang3.EnumUtils;
import org.apache.commons.lang3.LocaleUtils;
import org.apache.commons.lang3.ObjectUtils;
import org.apache.commons.lang3.Range;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.commons.lang3.StringEscapeUtils;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.Validate;
import org.apache.commons.lang3.builder.CompareToBuilder;
import org.apache.commons.lang3.builder.DiffBuilder;
import org.apache.commons.lang3.builder.EqualsBuilder;
import org.apache.commons.lang3.builder.HashCodeBuilder;
import org.apache.commons.lang3.builder.ToStringBuilder;
import org.apache.commons.lang3.builder.ToStringStyle;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.commons.lang3.math.Fraction;
import org.apache.commons.lang3.math.NumberUtils;
import org.apache.commons.lang3.mutable.MutableInt;
import org.apache.commons.lang3.reflect.ConstructorUtils;
import org.apache.commons.lang3.reflect.FieldUtils;
import org.apache.commons.lang3.reflect.MethodUtils;
import org.apache.commons.lang3.reflect.TypeUtils;
import org.apache.commons.lang3.text.ExtendedMessageFormat;
import org.apache.commons.lang3.text.StrBuilder;
import org.apache.commons.lang3.text.StrSubstitutor;
import org.apache.commons.lang3.text.StrTokenizer;
import org.apache.commons.lang3.text.WordUtils;
import org.apache.commons.lang3.time.DateUtils;
import org.apache.commons.lang3.time.DurationFormatUtils;
import org.apache.commons.lang3.time.FastDateFormat;
import org.apache.commons.lang3.tuple.Pair;
import org.apache.commons.lang3.tuple.Triple;
import org.apache.commons.lang3.util.FluentBitSet;

/** Uses commons-lang3: strings, arrays of all types, parsing, reflection, generics, builders, dates. */
@SuppressWarnings("deprecation") // what is deprecated is library code like any other
public final class LangWorkload implements Workload {

    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private static final String[] TEXTS = {
        null,
        "",
        " ",
        "a",
        "Hello, World",
        "  trim me ",
        "abcABC123",
        "a,b;c d",
        "Ünïcödé ß",
        "aaaaaaaaaa",
        "The quick brown fox"
    };

    private static final String[] NUMBERS = {
        "",
        "0",
        "-1",
        "1.5",
        "0x1F",
        "077",
        "1e5",
        "12L",
        "1.1f",
        "--1",
        "abc",
        "123456789012",
        "1e400",
        "0x",
        ".",
        "-0.0",
        "9223372036854775808"
    };

    /** For builders and reflection. */
    public static class Thing implements java.io.Serializable, Comparable<Thing> {
        private static final long serialVersionUID = 1;
        public int count;
        public String name;
        public double[] weights;
        public List<String> tags;

        public Thing() {
            this(1, "x");
        }

        public Thing(int count, String name) {
            this.count = count;
            this.name = name;
            this.weights = new double[] {count, 0.5};
            this.tags = new ArrayList<>(List.of(name));
        }

        public String greet(String who, int... times) {
            return name + " greets " + who + Arrays.toString(times);
        }

        @Override
        public int compareTo(Thing other) {
            return new CompareToBuilder()
                    .append(count, other.count)
                    .append(name, other.name)
                    .append(weights, other.weights)
                    .toComparison();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Thing o
                    && new EqualsBuilder()
                            .append(count, o.count)
                            .append(name, o.name)
                            .append(weights, o.weights)
                            .isEquals();
        }

        @Override
        public int hashCode() {
            return new HashCodeBuilder(17, 37)
                    .append(count)
                    .append(name)
                    .append(weights)
                    .append(new long[][] {{1, 2}, {3}})
                    .toHashCode();
        }
    }

    @Override
    public void run(Trace trace) {
        Locale.setDefault(Locale.ROOT);
        strings(trace);
        arrays(trace);
        numbers(trace);
        builders(trace);
        reflection(trace);
        times(trace);
        texts(trace);
        others(trace);
    }

    private static void strings(Trace trace) {
        trace.section("strings");
        for (String text : TEXTS) {
            trace.call(
                    "capitalize " + text,
                    () -> StringUtils.capitalize(text) + StringUtils.swapCase(text) + StringUtils.uncapitalize(text));
            trace.call(
                    "abbreviate " + text,
                    () -> StringUtils.abbreviate(text, 6) + StringUtils.abbreviateMiddle(text, "..", 5));
            trace.call(
                    "center " + text,
                    () -> StringUtils.center(text, 15, "xy")
                            + StringUtils.leftPad(text, 12)
                            + StringUtils.rightPad(text, 12, '*'));
            trace.call("split " + text, () -> StringUtils.split(text, ",; "));
            trace.call("split all " + text, () -> StringUtils.splitPreserveAllTokens(text, " "));
            trace.call("split by type " + text, () -> StringUtils.splitByCharacterTypeCamelCase(text));
            trace.call("split whole " + text, () -> StringUtils.splitByWholeSeparator(text, "a"));
            trace.call(
                    "replace " + text,
                    () -> StringUtils.replaceEach(text, new String[] {"a", "e"}, new String[] {"x", null}));
            trace.call(
                    "replace repeatedly " + text,
                    () -> StringUtils.replaceEachRepeatedly(text, new String[] {"a", "b"}, new String[] {"b", "c"}));
            trace.call(
                    "replace loop " + text,
                    () -> StringUtils.replaceEachRepeatedly(text, new String[] {"a", "b"}, new String[] {"b", "a"}));
            trace.call(
                    "strip " + text,
                    () -> StringUtils.strip(text) + "|" + StringUtils.stripAccents(text) + "|"
                            + StringUtils.normalizeSpace(text));
            trace.call(
                    "reverse " + text,
                    () -> StringUtils.reverse(text)
                            + StringUtils.reverseDelimited(text, ' ')
                            + StringUtils.rotate(text, 3));
            trace.call(
                    "count " + text,
                    () -> StringUtils.countMatches(text, "a")
                            + StringUtils.ordinalIndexOf(text, "a", 2)
                            + StringUtils.indexOfAny(text, 'c', 'o'));
            trace.call(
                    "is " + text,
                    () -> "" + StringUtils.isAlpha(text) + StringUtils.isNumeric(text) + StringUtils.isMixedCase(text)
                            + StringUtils.isBlank(text));
            trace.call(
                    "difference " + text,
                    () -> StringUtils.difference(text, "Hello") + StringUtils.indexOfDifference(text, "abcd", "ab"));
            trace.call(
                    "levenshtein " + text,
                    () -> StringUtils.getLevenshteinDistance(text, "kitten") + " "
                            + StringUtils.getLevenshteinDistance(text, "kitten", 4));
            trace.call("jaro " + text, () -> StringUtils.getJaroWinklerDistance(text, "Hello World"));
            trace.call("fuzzy " + text, () -> StringUtils.getFuzzyDistance(text, "fox", Locale.ENGLISH));
            trace.call("common " + text, () -> StringUtils.getCommonPrefix(text, "Hello there", "Hell"));
            trace.call(
                    "between " + text,
                    () -> Arrays.toString(StringUtils.substringsBetween(text, "a", "c"))
                            + StringUtils.substringBetween(text, "e"));
            trace.call(
                    "remove " + text,
                    () -> StringUtils.removeEndIgnoreCase(text, "FOX")
                            + StringUtils.remove(text, 'a')
                            + StringUtils.overlay(text, "zz", 4, 2));
            trace.call(
                    "wrap " + text,
                    () -> StringUtils.wrapIfMissing(text, "'")
                            + StringUtils.unwrap("'" + text + "'", '\'')
                            + StringUtils.truncate(text, 2, 3));
            trace.call("truncate " + text, () -> StringUtils.truncate(text, -1, 3));
            trace.call(
                    "contains " + text,
                    () -> "" + StringUtils.containsIgnoreCase(text, "BC") + StringUtils.containsOnly(text, "abc")
                            + StringUtils.startsWithAny(text, "He", "a"));
            trace.call(
                    "compare " + text,
                    () -> StringUtils.compare(text, "b") + StringUtils.compareIgnoreCase(text, "B", false));
            trace.call(
                    "chars " + text,
                    () -> CharSetUtils.squeeze(text, "a-z")
                            + CharSetUtils.count(text, "^a-m")
                            + CharSetUtils.delete(text, "k-p"));
            trace.call(
                    "join " + text,
                    () -> StringUtils.join(Arrays.asList(text, 1, null).iterator(), "-")
                            + StringUtils.joinWith("/", text, "x"));
            trace.call(
                    "escape " + text,
                    () -> StringEscapeUtils.escapeJava(text)
                            + StringEscapeUtils.escapeHtml4(text)
                            + StringEscapeUtils.escapeCsv(text));
            trace.call(
                    "unescape " + text,
                    () -> StringEscapeUtils.unescapeHtml4("&lt;" + text + "&eacute;&#65;&#x42;&bogus;")
                            + StringEscapeUtils.unescapeJava("\\u0041\\n" + text));
            trace.call(
                    "words " + text,
                    () -> WordUtils.wrap(text, 5, "\n", true)
                            + WordUtils.capitalizeFully(text)
                            + WordUtils.initials(text));
        }
        trace.call("pad", () -> StringUtils.repeat("ab", ",", 5) + StringUtils.repeat('x', 3));
        trace.call("bad escape", () -> StringEscapeUtils.unescapeJava("\\u00"));
        trace.call("charset", () -> CharSet.getInstance("a-e", "^c", "0-9").toString());
    }

    private static void arrays(Trace trace) {
        trace.section("arrays");
        int[] ints = {3, 1, 2, 1};
        double[] doubles = {1.5, Double.NaN, -0.0};
        trace.call("add", () -> ArrayUtils.add(ints, 9));
        trace.call("insert", () -> ArrayUtils.insert(2, ints, 7, 8));
        trace.call("insert bad", () -> ArrayUtils.insert(9, ints, 7, 8));
        trace.call("remove all", () -> ArrayUtils.removeAll(ints, 0, 2));
        trace.call("remove bad", () -> ArrayUtils.remove(ints, 4));
        trace.call("remove elements", () -> ArrayUtils.removeElements(ints, 1, 3));
        trace.call(
                "index",
                () -> ArrayUtils.indexOf(doubles, Double.NaN) + " " + ArrayUtils.indexOf(doubles, 1.4, 0.2) + " "
                        + ArrayUtils.lastIndexOf(ints, 1));
        trace.call("shift", () -> {
            long[] longs = {1, 2, 3, 4, 5};
            ArrayUtils.shift(longs, 1, 4, 2);
            ArrayUtils.reverse(longs);
            ArrayUtils.swap(longs, 0, 3, 2);
            return longs;
        });
        trace.call("shuffle", () -> {
            char[] chars = "abcdefgh".toCharArray();
            ArrayUtils.shuffle(chars, new Random(5));
            return chars;
        });
        trace.call("box", () -> ArrayUtils.toObject(doubles));
        trace.call("unbox", () -> ArrayUtils.toPrimitive(new Integer[] {1, null}, 7));
        trace.call("unbox bad", () -> ArrayUtils.toPrimitive(new Integer[] {1, null}));
        trace.call("map", () -> new TreeMap<>(ArrayUtils.toMap(new Object[][] {{"a", 1}, {"b", 2}})));
        trace.call("map bad", () -> ArrayUtils.toMap(new Object[] {"a"}));
        trace.call(
                "text", () -> ArrayUtils.toString(new Object[] {ints, null, "x"}) + ArrayUtils.toString(null, "none"));
        trace.call(
                "sorted",
                () -> "" + ArrayUtils.isSorted(ints)
                        + ArrayUtils.isSorted(new String[] {"a", "b"}, Comparator.naturalOrder()));
        trace.call("sub", () -> ArrayUtils.subarray(new float[] {1, 2, 3}, -1, 2));
        trace.call("nulls", () -> ArrayUtils.nullToEmpty((byte[]) null));
        trace.call("same", () -> ArrayUtils.isSameType(ints, doubles));
        trace.call(
                "bits",
                () -> ArrayUtils.indexesOf(ints, 1) + " "
                        + new FluentBitSet().set(1, 5).flip(2).cardinality());
        trace.call(
                "convert",
                () -> Conversion.intToHex(0xCAFE, 0, "", 0, 4)
                        + Conversion.binaryToInt(new boolean[] {true, false, true}, 0, 0, 0, 3));
        trace.call(
                "long",
                () -> Conversion.byteArrayToLong(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 0, 0, 0, 8)
                        + Conversion.hexToLong("FEDC", 0, 0, 0, 4));
        trace.call(
                "uuid",
                () -> Conversion.byteArrayToUuid(
                        new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0));
        trace.call("digit bad", () -> Conversion.hexDigitToInt('g'));
    }

    private static void numbers(Trace trace) {
        trace.section("numbers");
        for (String text : NUMBERS) {
            trace.call("create " + text, () -> {
                Number number = NumberUtils.createNumber(text);
                return number + " " + (number == null ? "" : number.getClass());
            });
            trace.call(
                    "is " + text,
                    () -> "" + NumberUtils.isCreatable(text) + NumberUtils.isParsable(text)
                            + NumberUtils.isDigits(text));
            trace.call(
                    "to " + text,
                    () -> NumberUtils.toInt(text, 7)
                            + NumberUtils.toDouble(text, 0.5)
                            + NumberUtils.toLong(text)
                            + NumberUtils.toScaledBigDecimal(text.isEmpty() ? "1" : text)
                                    .hashCode());
            trace.call("fraction " + text, () -> Fraction.getFraction(text));
        }
        trace.call(
                "max",
                () -> NumberUtils.max(1.5, Double.NaN, 2)
                        + NumberUtils.min(3L, 2L, 9L)
                        + NumberUtils.max((byte) 1, (byte) 5));
        trace.call("max none", () -> NumberUtils.max(new int[0]));
        for (String text : new String[] {"1/2", "3 4/5", "-7 1/3", "0.3333", "4/0", "x/2"}) {
            trace.call("fraction " + text, () -> {
                Fraction fraction = Fraction.getFraction(text);
                return fraction.add(Fraction.ONE_THIRD)
                                .multiplyBy(fraction)
                                .reduce()
                                .toProperString()
                        + fraction.pow(-3)
                        + fraction.negate().compareTo(Fraction.ONE)
                        + fraction.invert();
            });
        }
        trace.call("fraction double", () -> Fraction.getFraction(Math.PI) + " " + Fraction.getReducedFraction(6, -9));
        trace.call(
                "fraction overflow",
                () -> Fraction.getFraction(Integer.MAX_VALUE, 1).add(Fraction.ONE));
        trace.call(
                "range",
                () -> Range.of(1, 9).intersectionWith(Range.of(5, 20)).fit(3)
                        + Range.of("a", "f").toString("%s-%s-%s"));
        trace.call("range none", () -> Range.of(1, 2).intersectionWith(Range.of(5, 20)));
        trace.call("mutable", () -> new MutableInt(4).addAndGet(3) + new MutableInt("12").compareTo(new MutableInt(2)));
        trace.call(
                "boolean",
                () -> BooleanUtils.toBooleanObject("tRuE") + " " + BooleanUtils.toBooleanObject("oFF")
                        + BooleanUtils.xor(new boolean[] {true, false, true}) + BooleanUtils.toStringYesNo(true));
        trace.call("boolean bad", () -> BooleanUtils.toBoolean("x", "y", "n"));
    }

    private static void builders(Trace trace) {
        trace.section("builders");
        Thing one = new Thing(1, "one");
        Thing two = new Thing(2, "two");
        for (ToStringStyle style : List.of(
                ToStringStyle.SHORT_PREFIX_STYLE,
                ToStringStyle.JSON_STYLE,
                ToStringStyle.MULTI_LINE_STYLE,
                ToStringStyle.SIMPLE_STYLE)) {
            trace.call("reflect", () -> ToStringBuilder.reflectionToString(one, style));
            trace.call(
                    "build",
                    () -> new ToStringBuilder(one, style)
                            .append("i", 1)
                            .append("d", new double[] {1, 2})
                            .append("a", new Object[] {"x", new int[] {1}})
                            .append("m", Map.of("k", 1))
                            .append("c", 'c')
                            .toString());
        }
        trace.call(
                "equals",
                () -> one.equals(two) + " " + one.equals(new Thing(1, "one"))
                        + EqualsBuilder.reflectionEquals(one, new Thing(1, "one"))
                        + EqualsBuilder.reflectionEquals(one, two, "count"));
        trace.call("hash", () -> one.hashCode() + " " + HashCodeBuilder.reflectionHashCode(two, "tags"));
        trace.call("hash bad", () -> new HashCodeBuilder(2, 4));
        trace.call("compare", () -> one.compareTo(two) + " " + CompareToBuilder.reflectionCompare(one, two, "tags"));
        trace.call(
                "diff",
                () -> DiffBuilder.<Thing>builder()
                        .setLeft(one)
                        .setRight(two)
                        .setStyle(ToStringStyle.SHORT_PREFIX_STYLE)
                        .build()
                        .append("count", one.count, two.count)
                        .append("name", one.name, two.name)
                        .append("weights", one.weights, two.weights)
                        .build()
                        .toString());
        trace.call("clone", () -> SerializationUtils.clone(one).equals(one));
        trace.call("roundtrip", () -> SerializationUtils.roundtrip(new ArrayList<>(List.of(1, 2))));
        trace.call("deserialize bad", () -> SerializationUtils.deserialize(new byte[] {1, 2}));
        trace.call(
                "pairs",
                () -> Pair.of("a", 1).compareTo(Pair.of("a", 2))
                        + Triple.of(1, 2, 3).toString("%s/%s/%s")
                        + Pair.of(1, 2).hashCode());
    }

    private static void reflection(Trace trace) {
        trace.section("reflection");
        Thing thing = new Thing(3, "three");
        trace.call("invoke", () -> MethodUtils.invokeMethod(thing, "greet", "you", 1, 2));
        trace.call("invoke bad", () -> MethodUtils.invokeMethod(thing, "nope", 1));
        trace.call("static", () -> MethodUtils.invokeStaticMethod(Integer.class, "parseInt", "12"));
        trace.call(
                "construct",
                () -> ConstructorUtils.invokeConstructor(Thing.class, 4, "four").compareTo(thing));
        trace.call("construct bad", () -> ConstructorUtils.invokeConstructor(Thing.class, "four"));
        trace.call("field", () -> {
            FieldUtils.writeField(thing, "name", "new", true);
            return FieldUtils.readField(thing, "name") + " "
                    + FieldUtils.getAllFieldsList(Thing.class).size();
        });
        trace.call("field bad", () -> FieldUtils.readField(thing, "missing"));
        trace.call(
                "classes",
                () -> ClassUtils.getAllInterfaces(ArrayList.class)
                        + ClassUtils.getAbbreviatedName("org.apache.commons.lang3.ClassUtils", 20)
                        + ClassUtils.getShortClassName(Map.Entry[].class));
        trace.call(
                "class",
                () -> ClassUtils.getClass("java.util.Map.Entry[]") + " " + ClassUtils.getClass("int[][]")
                        + ClassUtils.isAssignable(Integer.class, long.class));
        trace.call("class bad", () -> ClassUtils.getClass("no.such.Class"));
        trace.call("hierarchy", () -> {
            List<String> names = new ArrayList<>();
            ClassUtils.hierarchy(TreeMap.class, ClassUtils.Interfaces.INCLUDE)
                    .forEach(each -> names.add(each.getName()));
            return names;
        });
        trace.call(
                "types",
                () -> TypeUtils.toString(TypeUtils.parameterize(
                        Map.class,
                        String.class,
                        TypeUtils.wildcardType().withUpperBounds(Number.class).build())));
        trace.call(
                "type arguments",
                () -> TypeUtils.getTypeArguments(TreeMap.class, Map.class).size() + " "
                        + TypeUtils.isAssignable(TypeUtils.parameterize(ArrayList.class, String.class), List.class));
        trace.call(
                "generic",
                () -> TypeUtils.toLongString(Comparable.class.getTypeParameters()[0])
                        + TypeUtils.genericArrayType(String.class)
                        + TypeUtils.getRawType(TypeUtils.parameterize(List.class, String.class), null));
        trace.call(
                "field type",
                () -> TypeUtils.equals(
                        FieldUtils.getField(Thing.class, "tags").getGenericType(),
                        TypeUtils.parameterize(List.class, String.class)));
        trace.call(
                "enum",
                () -> EnumUtils.getEnumMap(ToStyle.class) + " " + EnumUtils.getEnum(ToStyle.class, "none")
                        + EnumUtils.generateBitVector(ToStyle.class, ToStyle.B));
    }

    enum ToStyle {
        A,
        B {
            @Override
            public String toString() {
                return "bee";
            }
        }
    }

    private static void times(Trace trace) {
        trace.section("times");
        Calendar calendar = new GregorianCalendar(UTC, Locale.ROOT);
        calendar.setTimeInMillis(1_234_567_890_123L);
        Date date = calendar.getTime();
        for (String pattern : List.of(
                "yyyy-MM-dd'T'HH:mm:ss.SSSZZ",
                "EEE, d MMM yy h:mm a z",
                "D w W F u k K",
                "YYYY 'x''y' X",
                "yyyyMMdd")) {
            trace.call(
                    "format " + pattern,
                    () -> FastDateFormat.getInstance(pattern, UTC, Locale.ENGLISH)
                            .format(date));
            trace.call("parse " + pattern, () -> {
                FastDateFormat format = FastDateFormat.getInstance(pattern, UTC, Locale.ENGLISH);
                return format.parse(format.format(calendar)).getTime();
            });
        }
        trace.call("format bad", () -> FastDateFormat.getInstance("j", UTC, Locale.ENGLISH));
        trace.call(
                "parse bad",
                () -> FastDateFormat.getInstance("yyyy-MM-dd", UTC, Locale.ENGLISH)
                        .parse("x"));
        trace.call(
                "parse any",
                () -> DateUtils.parseDate("2009/02/13 UTC", Locale.ENGLISH, "yyyy-MM-dd z", "yyyy/MM/dd z")
                        .getTime());
        trace.call("parse strictly", () -> DateUtils.parseDateStrictly("2009-02-30", Locale.ENGLISH, "yyyy-MM-dd"));
        for (int field : new int[] {
            Calendar.YEAR,
            Calendar.MONTH,
            DateUtils.SEMI_MONTH,
            Calendar.DATE,
            Calendar.HOUR,
            Calendar.AM_PM,
            Calendar.SECOND
        }) {
            trace.call(
                    "round " + field,
                    () -> DateUtils.round(calendar, field).getTimeInMillis() + " "
                            + DateUtils.truncate(calendar, field).getTimeInMillis() + " "
                            + DateUtils.ceiling(calendar, field).getTimeInMillis());
        }
        trace.call("round bad", () -> DateUtils.round(calendar, Calendar.ERA));
        trace.call("iterate", () -> {
            int days = 0;
            for (var it = DateUtils.iterator(calendar, DateUtils.RANGE_MONTH_MONDAY); it.hasNext(); it.next()) {
                days++;
            }
            return days;
        });
        trace.call(
                "fragment",
                () -> DateUtils.getFragmentInMinutes(calendar, Calendar.DAY_OF_YEAR) + " "
                        + DateUtils.isSameDay(date, DateUtils.addHours(date, 1)));
        trace.call(
                "duration",
                () -> DurationFormatUtils.formatDurationWords(98_765_432L, true, true)
                        + DurationFormatUtils.formatDuration(
                                Duration.ofHours(50).toMillis(), "d 'days' HH:mm:ss")
                        + DurationFormatUtils.formatDurationISO(3_723_004));
        trace.call("period", () -> DurationFormatUtils.formatPeriod(0L, 1_234_567_890_123L, "y M d H m s", true, UTC));
        trace.call("optional", () -> DurationFormatUtils.formatDuration(65_000, "[d'd'H'h'm'm']s's'"));
    }

    private static void texts(Trace trace) {
        trace.section("texts");
        trace.call(
                "substitute", () -> StrSubstitutor.replace("${a} and ${b:-${a}} $${c}", Map.of("a", "x", "c", "${a}")));
        trace.call("substitute loop", () -> StrSubstitutor.replace("${a}", Map.of("a", "${b}", "b", "${a}")));
        trace.call(
                "tokens",
                () -> new StrTokenizer("a 'b c' d,e", ' ', '\'').getTokenList() + " "
                        + StrTokenizer.getCSVInstance(" a, \"b,c\" ,,")
                                .setIgnoreEmptyTokens(false)
                                .getTokenList());
        trace.call(
                "builder",
                () -> new StrBuilder("hello")
                        .appendWithSeparators(List.of(1, 2), ",")
                        .insert(2, true)
                        .replaceAll("l", "LL")
                        .deleteFirst("o")
                        .reverse()
                        .appendFixedWidthPadLeft(7, 4, '0')
                        .append(1.5)
                        .toString());
        trace.call("builder bad", () -> new StrBuilder("x").insert(9, "y"));
        trace.call(
                "builder search",
                () -> new StrBuilder("abcabc").indexOf("ca") + " " + new StrBuilder("abcabc").lastIndexOf('b', 3)
                        + new StrBuilder("abc").midString(1, 1)
                        + new StrBuilder("a b").asTokenizer().getTokenList());
        trace.call(
                "message",
                () -> new ExtendedMessageFormat(
                                "{0,upper} {1,number,#.#} {2}",
                                Locale.ENGLISH,
                                Map.of("upper", (name, arguments, locale) -> new java.text.MessageFormat("up({0})")))
                        .format(new Object[] {"a", 1.25, "c"}));
        trace.call("message bad", () -> new ExtendedMessageFormat("{a}", Locale.ENGLISH, Map.of()));
    }

    private static void others(Trace trace) {
        trace.section("others");
        for (String locale : new String[] {"en", "en_GB", "de_DE_x", "", "_GB", "xx_y", "fr__P", "zz-"}) {
            trace.call("locale " + locale, () -> LocaleUtils.toLocale(locale));
        }
        trace.call("lookup", () -> LocaleUtils.localeLookupList(new Locale("fr", "CA", "x"), Locale.ENGLISH));
        trace.call("validate", () -> {
            Validate.inclusiveBetween(1, 5, 7);
            return "valid";
        });
        trace.call("validate text", () -> Validate.notBlank(" ", "blank %s", 1));
        trace.call("validate index", () -> Validate.validIndex(List.of(1), 1));
        trace.call("validate elements", () -> Validate.noNullElements(Arrays.asList(1, null)));
        trace.call(
                "median",
                () -> ObjectUtils.median(3, 1, 2) + " " + ObjectUtils.mode("a", "b", "a")
                        + ObjectUtils.firstNonNull(null, "x") + ObjectUtils.max(1, 5, 3));
        trace.call("exceptions", () -> {
            Throwable chain =
                    new IllegalStateException("out", new RuntimeException("mid", new java.io.IOException("in")));
            return ExceptionUtils.getRootCauseMessage(chain)
                    + ExceptionUtils.indexOfType(chain, java.io.IOException.class)
                    + ExceptionUtils.getThrowableCount(chain)
                    + ExceptionUtils.getThrowableList(chain).size();
        });
        trace.call("rethrow", () -> ExceptionUtils.rethrow(new java.io.IOException("sneaky")));
        trace.call("wrap", () -> ExceptionUtils.wrapAndThrow(new java.io.IOException("wrapped")));
    }
}
