// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.codehaus.plexus.build.BuildContext;

/** An IDE that remembers what it was told. */
final class RecordingBuildContext {

    private final List<String> calls = new ArrayList<>();

    List<String> calls() {
        return calls;
    }

    BuildContext context() {
        return (BuildContext) Proxy.newProxyInstance(
                BuildContext.class.getClassLoader(),
                new Class<?>[] {BuildContext.class},
                (proxy, method, arguments) -> {
                    calls.add(method.getName() + " " + Arrays.toString(arguments));
                    return null;
                });
    }
}
