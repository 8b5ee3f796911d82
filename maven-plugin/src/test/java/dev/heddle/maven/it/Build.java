// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A test project that the invoker has built, for the scripts that look at what came of it. */
public final class Build {

    private static final Pattern END = Pattern.compile("Finished at: (\\S+)");

    private final File directory;
    private final File localRepository;
    private final String version;

    /**
     * Looks at a project.
     *
     * @param directory its directory
     * @param localRepository where the invoker has installed Heddle
     * @param version which version of Heddle it has used
     */
    public Build(File directory, File localRepository, String version) {
        this.directory = directory;
        this.localRepository = localRepository;
        this.version = version;
    }

    /**
     * Reads what Maven has printed.
     *
     * @return the log of all builds in this directory, without colours
     * @throws IOException if it can't be read
     */
    public String log() throws IOException {
        return Files.readString(file("build.log").toPath())
                .replaceAll("\u001b\\[[0-9;]*m", "")
                .replace("\r\n", "\n");
    }

    /**
     * Demands a text in the log.
     *
     * @param text the text
     * @throws IOException if the log can't be read
     */
    public void logged(String text) throws IOException {
        if (!containsAny(text)) {
            throw new AssertionError("Nowhere in " + file("build.log") + ": " + text);
        }
    }

    /**
     * Looks for texts in the log.
     *
     * @param texts the texts
     * @return whether one of them is there
     * @throws IOException if the log can't be read
     */
    public boolean containsAny(String... texts) throws IOException {
        String log = log();
        return Arrays.stream(texts).anyMatch(log::contains);
    }

    /**
     * Counts a text in the log.
     *
     * @param text the text
     * @return how often it is there
     * @throws IOException if the log can't be read
     */
    public long count(String text) throws IOException {
        return countMatches(Pattern.quote(text));
    }

    /**
     * Counts the matches of a pattern in the log.
     *
     * @param regex the pattern
     * @return how many there are
     * @throws IOException if the log can't be read
     */
    public long countMatches(String regex) throws IOException {
        return Pattern.compile(regex).matcher(log()).results().count();
    }

    /**
     * Tells when one of several builds was over.
     *
     * @param number which, from 1
     * @return the end of the second that Maven names, in milliseconds since 1970
     * @throws IOException if the log can't be read
     */
    public long endOfBuild(int number) throws IOException {
        Matcher end = END.matcher(log());
        for (int i = 0; i < number; i++) {
            if (!end.find()) {
                throw new AssertionError("No build " + number);
            }
        }
        return OffsetDateTime.parse(end.group(1)).toInstant().toEpochMilli() + 999;
    }

    /**
     * Names a file of the project.
     *
     * @param name its path from the project's directory
     * @return the file
     */
    public File file(String name) {
        return new File(directory, name);
    }

    /**
     * Names a source as the compiler does.
     *
     * @param name its path from the source root
     * @return its path
     */
    public String source(String name) {
        return file("src/main/java/" + name).getPath();
    }

    /**
     * Lists the files in a directory and all those in it.
     *
     * @param name the path from the project's directory
     * @return the files, without directories
     * @throws IOException if it can't be read
     */
    public List<File> files(String name) throws IOException {
        try (Stream<Path> paths = Files.walk(file(name).toPath())) {
            return paths.filter(Files::isRegularFile).map(Path::toFile).sorted().toList();
        }
    }

    /**
     * Runs a class of the project on the classpath, with Heddle's runtime.
     *
     * @param main the class
     * @param classes directories of class files, {@code target/classes} if there is none
     * @return what it has printed
     * @throws IOException if there is no java
     * @throws InterruptedException if somebody stops the tests
     */
    public String run(String main, String... classes) throws IOException, InterruptedException {
        List<String> path = classes.length == 0 ? List.of("target/classes") : List.of(classes);
        return java("-cp", join(path, runtime()), main);
    }

    /**
     * Runs a class of the project on the module path, with Heddle's runtime.
     *
     * @param module the module
     * @param main the class
     * @return what it has printed
     * @throws IOException if there is no java
     * @throws InterruptedException if somebody stops the tests
     */
    public String runModule(String module, String main) throws IOException, InterruptedException {
        return java("-p", join(List.of("target/classes"), runtime()), "-m", module + "/" + main);
    }

    /**
     * Compiles one source file, without transforming it.
     *
     * @param source the file
     * @param output where the class file goes
     * @throws IOException if that directory can't be made
     */
    public void compile(String source, String output) throws IOException {
        Files.createDirectories(file(output).toPath());
        String[] arguments = {
            "-cp",
            join(List.of(), runtime()),
            "-d",
            file(output).getPath(),
            file(source).getPath()
        };
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0) {
            throw new AssertionError("javac refused " + source);
        }
    }

    private List<File> runtime() {
        return Stream.of("heddle-runtime", "heddle-annotations")
                .map(artifact -> new File(
                        localRepository,
                        "dev/heddle/" + artifact + "/" + version + "/" + artifact + "-" + version + ".jar"))
                .toList();
    }

    private String join(List<String> directories, List<File> jars) {
        return Stream.concat(directories.stream().map(this::file), jars.stream())
                .map(File::getPath)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        if (process.waitFor() != 0) {
            throw new AssertionError("Exit status " + process.exitValue() + " of " + command + ":\n" + output);
        }
        return output;
    }
}
