// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/** Woven code needs the runtime: without it in the project, the build passes and the program fails. */
final class RuntimeDependency {

    private static final String GROUP = "dev.heddle";
    private static final String ARTIFACT = "heddle-runtime";
    private static final String FRAME = "dev/heddle/runtime/codegen/Frame.class";

    private RuntimeDependency() {}

    static void warnIfMissing(MavenProject project, List<Path> classpath, String version, Log log) {
        if (isDeclared(project) || classpath.stream().anyMatch(RuntimeDependency::holdsRuntime)) {
            return;
        }
        log.warn(String.join(
                System.lineSeparator(),
                "The project has coroutines, but " + ARTIFACT
                        + ", which they need to run, is not among its dependencies. Add:",
                "    <dependency>",
                "        <groupId>" + GROUP + "</groupId>",
                "        <artifactId>" + ARTIFACT + "</artifactId>",
                "        <version>" + version + "</version>",
                "    </dependency>"));
    }

    /** Also with scope "runtime", which is not on the classpath that classes are compiled against. */
    private static boolean isDeclared(MavenProject project) {
        return project.getDependencies().stream().anyMatch(RuntimeDependency::isRuntime);
    }

    private static boolean isRuntime(Dependency dependency) {
        return dependency.getGroupId().equals(GROUP)
                && dependency.getArtifactId().equals(ARTIFACT)
                && !"test".equals(dependency.getScope());
    }

    private static boolean holdsRuntime(Path element) {
        if (Files.isDirectory(element)) {
            return Files.exists(element.resolve(FRAME));
        }
        if (!Files.isRegularFile(element)) {
            return false;
        }
        try (ZipFile jar = new ZipFile(element.toFile())) {
            return jar.getEntry(FRAME) != null;
        } catch (IOException e) {
            // Not a jar: a native library or whatever else one may depend on.
            return false;
        }
    }
}
