// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.agent;

import dev.heddle.transformer.Transformer;
import dev.heddle.transformer.diagnostic.SourceLocator;
import dev.heddle.transformer.hierarchy.LoaderHierarchy;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Transforms classes as they are loaded: {@code java -javaagent:heddle-transformer-VERSION-all.jar …}. Meant for IDEs, which run what their own compilers made; a build
 * transforms once, and with sources at hand for its messages. A class that was loaded before the agent came stays as it is.
 */
public final class Agent {

    private Agent() {}

    /**
     * Called by the JVM before the application starts.
     *
     * @param options what follows the jar's name; there are no options
     * @param instrumentation the JVM's door
     * @throws ReflectiveOperationException if this JVM has no way to define classes
     */
    public static void premain(@Nullable String options, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        install(options, instrumentation);
    }

    /**
     * Called by the JVM when the agent is attached to an application that runs.
     *
     * @param options what follows the jar's name; there are no options
     * @param instrumentation the JVM's door
     * @throws ReflectiveOperationException if this JVM has no way to define classes
     */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        install(options, instrumentation);
    }

    @SuppressWarnings("SystemOut") // an agent has no other place for what it has to say
    private static void install(@Nullable String options, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        PrintStream err = System.err;
        if (options != null && !options.isEmpty()) {
            err.println("heddle: the agent has no options, but was given " + options);
        }
        // Not verified: the JVM is about to do just that.
        LoadTimeWeaver weaver = new LoadTimeWeaver(
                (loader, classFile, origin) -> new Transformer(new LoaderHierarchy(loader), SourceLocator.NONE, false)
                        .transform(classFile, origin),
                FrameDefiner.open(instrumentation),
                err);
        instrumentation.addTransformer(weaver);
    }
}
