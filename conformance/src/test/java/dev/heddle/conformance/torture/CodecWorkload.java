// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.codec.StringEncoder;
import org.apache.commons.codec.StringEncoderComparator;
import org.apache.commons.codec.binary.Base16;
import org.apache.commons.codec.binary.Base16InputStream;
import org.apache.commons.codec.binary.Base32;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.binary.Base64InputStream;
import org.apache.commons.codec.binary.BinaryCodec;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.binary.StringUtils;
import org.apache.commons.codec.digest.Blake3;
import org.apache.commons.codec.digest.Crypt;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacUtils;
import org.apache.commons.codec.digest.MurmurHash2;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.commons.codec.digest.PureJavaCrc32;
import org.apache.commons.codec.digest.PureJavaCrc32C;
import org.apache.commons.codec.digest.XXHash32;
import org.apache.commons.codec.language.Caverphone1;
import org.apache.commons.codec.language.Caverphone2;
import org.apache.commons.codec.language.ColognePhonetic;
import org.apache.commons.codec.language.DaitchMokotoffSoundex;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.apache.commons.codec.language.MatchRatingApproachEncoder;
import org.apache.commons.codec.language.Metaphone;
import org.apache.commons.codec.language.Nysiis;
import org.apache.commons.codec.language.RefinedSoundex;
import org.apache.commons.codec.language.Soundex;
import org.apache.commons.codec.language.bm.BeiderMorseEncoder;
import org.apache.commons.codec.net.BCodec;
import org.apache.commons.codec.net.PercentCodec;
import org.apache.commons.codec.net.QCodec;
import org.apache.commons.codec.net.QuotedPrintableCodec;
import org.apache.commons.codec.net.URLCodec;

/** Uses commons-codec: loops over bytes and characters, switches, state machines, streams. */
@SuppressWarnings("deprecation") // what is deprecated is library code like any other
public final class CodecWorkload implements Workload {

    private static final String[] WORDS = {
        "",
        "a",
        "Heddle",
        "Schwarzenegger",
        "Thumb",
        "Mc Donald",
        "Łukasz",
        "O'Brien",
        "Xylophone",
        "knight",
        "Wojciechowski",
        "ghoul",
        "PHISH",
        "Müller-Lüdenscheidt",
        "1234",
        "ççç"
    };

    @Override
    public void run(Trace trace) {
        binary(trace);
        languages(trace);
        digests(trace);
        nets(trace);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 37 + length);
        }
        return bytes;
    }

    private static void binary(Trace trace) {
        trace.section("binary");
        for (int length : new int[] {0, 1, 2, 3, 5, 16, 57, 100}) {
            byte[] data = bytes(length);
            trace.call("base64 " + length, () -> Base64.encodeBase64String(data));
            trace.call(
                    "base64 chunked " + length,
                    () -> new String(Base64.encodeBase64Chunked(data), StandardCharsets.US_ASCII));
            trace.call("base64 url " + length, () -> Base64.encodeBase64URLSafeString(data));
            trace.call("base64 back " + length, () -> Base64.decodeBase64(Base64.encodeBase64(data)));
            trace.call("base32 " + length, () -> new Base32(20, new byte[] {'\n'}, true).encodeAsString(data));
            trace.call("base32 back " + length, () -> new Base32().decode(new Base32().encode(data)));
            trace.call("base16 " + length, () -> new Base16(true).decode(new Base16(true).encode(data)));
            trace.call("hex " + length, () -> Hex.encodeHexString(data, length % 2 == 0));
            trace.call("hex back " + length, () -> Hex.decodeHex(Hex.encodeHex(data)));
            trace.call("ascii " + length, () -> BinaryCodec.fromAscii(BinaryCodec.toAsciiChars(data)));
            trace.call("base64 stream " + length, () -> {
                try (Base64InputStream in =
                        new Base64InputStream(new ByteArrayInputStream(data), true, 12, new byte[] {'!'})) {
                    return in.readAllBytes();
                }
            });
            trace.call("base16 stream " + length, () -> {
                try (Base16InputStream in = new Base16InputStream(new ByteArrayInputStream(data), true)) {
                    return in.readAllBytes();
                }
            });
        }
        trace.call("hex odd", () -> Hex.decodeHex("abc"));
        trace.call("hex bad", () -> Hex.decodeHex("zz"));
        trace.call("base16 bad", () -> new Base16().decode("0g"));
        trace.call("is base64", () -> Base64.isBase64("AAA=\n") + " " + Base64.isBase64("ä"));
        trace.call(
                "integer",
                () -> Base64.decodeInteger(
                        Base64.encodeInteger(new java.math.BigInteger("123456789012345678901234567890"))));
        trace.call(
                "strings",
                () -> StringUtils.equals("a", "b") + StringUtils.newStringUtf8(StringUtils.getBytesUtf16("x")));
    }

    private static void languages(Trace trace) {
        trace.section("languages");
        List<StringEncoder> encoders = List.of(
                new Soundex(),
                new RefinedSoundex(),
                new Metaphone(),
                new DoubleMetaphone(),
                new Caverphone1(),
                new Caverphone2(),
                new ColognePhonetic(),
                new DaitchMokotoffSoundex(),
                new MatchRatingApproachEncoder(),
                new Nysiis());
        for (StringEncoder encoder : encoders) {
            for (String word : WORDS) {
                trace.call(encoder.getClass().getSimpleName() + " " + word, () -> encoder.encode(word));
            }
            trace.call("compare", () -> new StringEncoderComparator(encoder).compare("Smith", "Smythe"));
            trace.call("object", () -> encoder.encode(new Object()));
            trace.call("null", () -> encoder.encode((Object) null));
        }
        BeiderMorseEncoder beiderMorse = new BeiderMorseEncoder();
        for (String word : List.of("Renault", "SntJohn-Smith", "d'ortley")) {
            trace.call("BeiderMorse " + word, () -> beiderMorse.encode(word));
        }
        trace.call("soundex difference", () -> new Soundex().difference("Green", "Greene"));
        trace.call("is equal", () -> new ColognePhonetic().isEncodeEqual("Meyer", "Maier"));
        trace.call("metaphone alternate", () -> new DoubleMetaphone().doubleMetaphone("Cabrillo", true));
    }

    private static void digests(Trace trace) {
        trace.section("digests");
        for (int length : new int[] {0, 3, 17, 70}) {
            byte[] data = bytes(length);
            trace.call("md5 " + length, () -> DigestUtils.md5Hex(data));
            trace.call("sha512 " + length, () -> DigestUtils.sha512Hex(new ByteArrayInputStream(data)));
            trace.call("hmac " + length, () -> new HmacUtils("HmacSHA256", bytes(7)).hmacHex(data));
            trace.call(
                    "murmur2 " + length,
                    () -> MurmurHash2.hash64(data, length) + " " + MurmurHash2.hash32(data, length));
            trace.call("murmur3 " + length, () -> MurmurHash3.hash128x64(data));
            trace.call("murmur3x86 " + length, () -> MurmurHash3.hash32x86(data));
            trace.call("blake3 " + length, () -> Blake3.hash(data));
            trace.call("xx " + length, () -> {
                XXHash32 hash = new XXHash32(7);
                hash.update(data, 0, length);
                return hash.getValue();
            });
            trace.call("crc " + length, () -> {
                PureJavaCrc32 crc = new PureJavaCrc32();
                PureJavaCrc32C c = new PureJavaCrc32C();
                crc.update(data, 0, length);
                c.update(data, 0, length);
                return crc.getValue() + " " + c.getValue();
            });
        }
        trace.call("unix crypt", () -> Crypt.crypt("secret", "ab"));
        trace.call("md5 crypt", () -> Crypt.crypt("secret", "$1$saltsalt"));
        trace.call("sha256 crypt", () -> Crypt.crypt("secret", "$5$rounds=1000$saltsalt"));
        trace.call("bad salt", () -> Crypt.crypt("secret", "$1$"));
        trace.call("bad digest", () -> DigestUtils.getDigest("nope"));
    }

    private static void nets(Trace trace) {
        trace.section("nets");
        for (String word : WORDS) {
            trace.call("url " + word, () -> new URLCodec().decode(new URLCodec().encode(word + " &ä%")));
            trace.call("quoted " + word, () -> new QuotedPrintableCodec(true).encode(word + "=\t" + word.repeat(9)));
            trace.call(
                    "quoted back " + word,
                    () -> new QuotedPrintableCodec().decode(new QuotedPrintableCodec().encode(word)));
            trace.call("b " + word, () -> new BCodec().decode(new BCodec().encode(word)));
            trace.call("q " + word, () -> new QCodec().encode(word));
            trace.call(
                    "percent " + word,
                    () -> new PercentCodec(bytes(4), true).encode(word.getBytes(StandardCharsets.UTF_8)));
        }
        trace.call("url bad", () -> new URLCodec().decode("%g"));
        trace.call("quoted bad", () -> new QuotedPrintableCodec().decode("=1"));
        trace.call("charset bad", () -> new QCodec().decode("=?nope?Q?x?="));
        trace.call("b bad", () -> new BCodec().decode("=?UTF-8?Q?x?="));
    }
}
