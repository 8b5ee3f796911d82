// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sonatype.plexus.build.incremental.DefaultBuildContext;
import org.sonatype.plexus.build.incremental.ThreadBuildContext;

class EditorMarkersTest {

    private static final DiagnosticCode CODE = DiagnosticCode.AWAIT_OUTSIDE_COROUTINE;

    @TempDir
    Path directory;

    private final RecordingBuildContext ide = new RecordingBuildContext();

    private Diagnostic diagnostic() {
        return new Diagnostic(CODE, "A", directory.resolve("A.java").toString(), 3, 7, "await() in A.a()", "");
    }

    @Test
    void anIdeGetsNewMarkersForOld() throws IOException {
        Path source = Files.createFile(directory.resolve("A.java"));
        Files.createFile(directory.resolve("A.properties"));
        new EditorMarkers(ide.context(), true)
                .show(List.of(directory, directory.resolve("missing")), List.of(diagnostic()));
        assertEquals(
                List.of(
                        "removeMessages [" + source + "]",
                        "addMessage [" + source + ", 3, 7, HED001 await() in A.a(): " + CODE.remedy() + ", 2, null]"),
                ide.calls());
    }

    @Test
    void withoutAnIdeTheLogIsEnough() throws IOException {
        new EditorMarkers(ide.context(), false).show(List.of(directory), List.of(diagnostic()));
        assertEquals(List.of(), ide.calls());
    }

    @Test
    void anIdeIsWhoeverReplacesOneOfTheContexts() throws IOException {
        EditorMarkers.of(ide.context(), new DefaultBuildContext()).show(List.of(), List.of(diagnostic()));
        assertEquals(1, ide.calls().size());

        RecordingMarkers legacy = new RecordingMarkers();
        EditorMarkers.of(new org.codehaus.plexus.build.DefaultBuildContext(legacy), legacy)
                .show(List.of(), List.of(diagnostic()));
        assertEquals(1, legacy.messages);
    }

    /** An IDE of the older kind. */
    private static final class RecordingMarkers extends ThreadBuildContext {
        private int messages;

        @Override
        public void addMessage(java.io.File file, int line, int column, String message, int severity, Throwable cause) {
            messages++;
        }
    }

    @Test
    void filesThatCameOrWentAreToldInAnyCase() {
        Path written = directory.resolve("A.class");
        Path deleted = directory.resolve("A$a$Async.class");
        new EditorMarkers(ide.context(), false)
                .refresh(new BatchResult(List.of(), 1, 1, List.of(written), List.of(deleted)));
        assertEquals(List.of("refresh [" + written + "]", "refresh [" + deleted + "]"), ide.calls());
    }
}
