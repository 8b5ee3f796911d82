// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The arguments behind a command's name, taken apart.
 *
 * @param input the one argument that is no option
 * @param options the values of the options, by their names; flags have none
 */
record CommandLine(Path input, Map<String, List<String>> options) {

    /**
     * Takes arguments apart.
     *
     * @param command the command's name
     * @param arguments what follows it
     * @param valued the options with a value that the command knows
     * @param flags the options without a value that it knows
     */
    static CommandLine parse(String command, List<String> arguments, List<String> valued, List<String> flags)
            throws UsageException {
        List<String> inputs = new ArrayList<>();
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String name = argument.replaceFirst("=.*", "");
            if (!argument.startsWith("-")) {
                inputs.add(argument);
            } else if (flags.contains(argument)) {
                options.put(argument, List.of());
            } else if (!valued.contains(name)) {
                throw new UsageException(command + " knows no option " + name);
            } else {
                boolean inside = argument.length() > name.length();
                String value = inside
                        ? argument.substring(name.length() + 1)
                        : i + 1 < arguments.size() ? arguments.get(++i) : "";
                if (value.isEmpty() || (!inside && value.startsWith("--"))) {
                    throw new UsageException("the option " + name + " needs a value");
                }
                options.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
            }
        }
        return new CommandLine(input(command, inputs), options);
    }

    private static Path input(String command, List<String> inputs) throws UsageException {
        if (inputs.isEmpty()) {
            throw new UsageException(command + " needs a directory of class files, or a jar");
        }
        if (inputs.size() > 1) {
            throw new UsageException(command + " takes one directory or jar, not also " + inputs.get(1));
        }
        return existing(path(inputs.get(0)));
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    /** The value of an option that makes sense once. */
    Optional<String> one(String option) throws UsageException {
        List<String> values = all(option);
        if (values.size() > 1) {
            throw new UsageException("the option " + option + " is given twice");
        }
        return values.stream().findFirst();
    }

    Optional<Path> onePath(String option) throws UsageException {
        Optional<String> value = one(option);
        return value.isPresent() ? Optional.of(path(value.get())) : Optional.empty();
    }

    /** The paths of an option, which must exist. */
    List<Path> existingPaths(String option) throws UsageException {
        List<Path> paths = new ArrayList<>();
        for (String value : all(option)) {
            paths.add(existing(path(value)));
        }
        return paths;
    }

    /** The parts of a class path. As for java itself, not all of them need exist. */
    List<Path> classpath(String option) throws UsageException {
        List<Path> paths = new ArrayList<>();
        for (String value : all(option)) {
            for (String part : Stream.of(value.split(File.pathSeparator))
                    .filter(part -> !part.isEmpty())
                    .toList()) {
                paths.add(path(part));
            }
        }
        return paths;
    }

    private static Path path(String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException(text + " can't be the name of a file: " + e.getReason());
        }
    }

    private static Path existing(Path path) throws UsageException {
        if (!Files.exists(path)) {
            throw new UsageException(path + " does not exist");
        }
        return path;
    }
}
