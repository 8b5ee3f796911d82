// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.util.Map;
import java.util.TreeMap;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.tools.GroovyClass;

/** Compiles Groovy, against classes that are compiled already. */
public final class GroovyCompiler {

    private GroovyCompiler() {}

    /**
     * Compiles.
     *
     * @param sources the sources, by the names of their files without {@code .groovy}
     * @param others the classes that they may use, by internal name
     * @return the class files, by internal name
     */
    public static Map<String, byte[]> compile(Map<String, String> sources, Map<String, byte[]> others) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setTargetBytecode(CompilerConfiguration.JDK17);
        configuration.setDebug(true);
        CompilationUnit unit = new CompilationUnit(configuration);
        unit.setClassLoader(new groovy.lang.GroovyClassLoader(new CaseLoader(others), configuration));
        sources.forEach((name, source) -> unit.addSource(name + ".groovy", source));
        unit.compile(Phases.CLASS_GENERATION);
        Map<String, byte[]> classes = new TreeMap<>();
        for (GroovyClass each : unit.getClasses()) {
            classes.put(each.getName().replace('.', '/'), each.getBytes());
        }
        return classes;
    }
}
