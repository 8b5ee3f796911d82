// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What all goals share: the project, and the switch that turns them off. */
abstract class HeddleMojo extends AbstractMojo {

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    /** Leaves everything as it is. */
    @Parameter(property = "heddle.skip", defaultValue = "false")
    boolean skip;

    @Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
    String version;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: heddle.skip is set");
            return;
        }
        run();
    }

    abstract void run() throws MojoExecutionException, MojoFailureException;

    static List<Path> paths(List<String> names) {
        return names.stream().map(Path::of).toList();
    }
}
