// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which versions of the peers are measured: the build has written them down. */
final class Versions {

    private Versions() {}

    static String all() {
        return new TreeMap<>(load("versions.properties"))
                .entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining("; "));
    }

    /** Whether the build was done on a JDK that tascalate's plugins know. */
    static boolean isTascalateWoven() {
        return "false".equals(load("woven.properties").getProperty("tascalate.skipped"));
    }

    private static Properties load(String name) {
        try (InputStream file = Versions.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The build has left " + name + " out");
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
