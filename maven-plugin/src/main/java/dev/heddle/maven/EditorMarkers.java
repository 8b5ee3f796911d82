// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;

/**
 * Speaks to the IDE that runs the build, if one does. Without an IDE the build context would print each message to the log, in a form of its own, and the log has
 * them already.
 */
final class EditorMarkers {

    private final BuildContext buildContext;
    private final boolean ide;

    EditorMarkers(BuildContext buildContext, boolean ide) {
        this.buildContext = buildContext;
        this.ide = ide;
    }

    /** An IDE replaces one of the two contexts: the newer, or the one that the newer's default delegates to. */
    static EditorMarkers of(
            BuildContext buildContext, org.sonatype.plexus.build.incremental.BuildContext legacyContext) {
        boolean plain = buildContext instanceof DefaultBuildContext
                && legacyContext instanceof org.sonatype.plexus.build.incremental.DefaultBuildContext;
        return new EditorMarkers(buildContext, !plain);
    }

    /** Takes the markers of earlier builds off the sources, and puts new ones there. */
    void show(List<Path> sourceRoots, List<Diagnostic> diagnostics) throws IOException {
        if (!ide) {
            return;
        }
        for (Path sourceRoot : sourceRoots) {
            clear(sourceRoot);
        }
        diagnostics.forEach(this::show);
    }

    private void clear(Path sourceRoot) throws IOException {
        if (!Files.isDirectory(sourceRoot)) {
            return;
        }
        try (Stream<Path> files = Files.walk(sourceRoot)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> buildContext.removeMessages(file.toFile()));
        }
    }

    private void show(Diagnostic diagnostic) {
        buildContext.addMessage(
                Path.of(diagnostic.file()).toFile(),
                diagnostic.line(),
                diagnostic.column(),
                diagnostic.code().id() + " " + diagnostic.message() + ": "
                        + diagnostic.code().remedy(),
                diagnostic.code().severity() == Severity.ERROR
                        ? BuildContext.SEVERITY_ERROR
                        : BuildContext.SEVERITY_WARNING,
                null);
    }

    /** Tells of files that came, changed or went behind the IDE's back. */
    void refresh(BatchResult result) {
        result.written().forEach(file -> buildContext.refresh(file.toFile()));
        result.deleted().forEach(file -> buildContext.refresh(file.toFile()));
    }
}
