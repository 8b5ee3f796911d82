// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** A placeholder, so that the reactor's own modules can name the goal. */
@Mojo(
        name = "transform-tests",
        defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public class TransformTestsMojo extends AbstractMojo {
    @Override
    public void execute() {
        getLog().debug("nothing is woven yet");
    }
}
