// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which versions of the peers are measured: the build has written them down. */
final class Versions {

    private Versions() {}

    static String all() throws IOException {
        try (InputStream file = Versions.class.getResourceAsStream("versions.properties")) {
            if (file == null) {
                throw new IOException("The build has left versions.properties out");
            }
            Properties versions = new Properties();
            versions.load(file);
            return new TreeMap<>(versions)
                    .entrySet().stream()
                            .map(each -> each.getKey() + " " + each.getValue())
                            .collect(Collectors.joining("; "));
        }
    }
}
