// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the whole sample, with a directory to serve. */
abstract class WithSite {

    @TempDir
    Path directory;

    Site site;

    @BeforeEach
    void open() throws IOException {
        site = new Site(directory);
    }

    @AfterEach
    void close() {
        site.close();
    }
}
