// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.cli;

import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.batch.BatchTransformer;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.inspect.InspectFormat;
import dev.heddle.transformer.inspect.InspectRequest;
import dev.heddle.transformer.inspect.Inspection;
import dev.heddle.transformer.inspect.Inspector;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The command line's entry. */
public final class Main {

    private static final int DONE = 0;
    private static final int ERRORS = 1;
    private static final int WRONG_USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a command and exits with its status.
     *
     * @param args the command and its arguments
     */
    @SuppressWarnings("SystemOut") // it is what a command line writes to
    public static void main(String[] args) {
        int status = run(args, System.out, System.err);
        System.out.flush();
        System.exit(status);
    }

    /**
     * Runs a command.
     *
     * @param args the command and its arguments
     * @param out where its output goes
     * @param err where diagnostics and complaints go
     * @return the exit status: 0 done, 1 the input has errors, 2 wrong usage
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return new Main(out, err).run(List.of(args));
    }

    private int run(List<String> args) {
        try {
            return command(args);
        } catch (UsageException e) {
            err.println("heddle: " + e.getMessage() + (args.isEmpty() ? "" : " (--help shows what there is)"));
            if (args.isEmpty()) {
                err.println();
                err.print(Usage.TEXT);
            }
            return WRONG_USAGE;
        } catch (UncheckedIOException | IOException e) {
            err.println("heddle: " + describe(e));
            return ERRORS;
        }
    }

    private int command(List<String> args) throws UsageException, IOException {
        if (args.isEmpty()) {
            throw new UsageException("which command?");
        }
        if (args.contains("--help")) {
            out.print(Usage.TEXT);
            return DONE;
        }
        List<String> rest = args.subList(1, args.size());
        return switch (args.get(0)) {
            case "--version" -> version();
            case "transform" -> transform(rest);
            case "check" -> check(rest);
            case "inspect" -> inspect(rest);
            default -> throw new UsageException("there is no command " + args.get(0));
        };
    }

    private int version() {
        out.println("heddle "
                + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("(not packaged)"));
        return DONE;
    }

    private int transform(List<String> args) throws UsageException, IOException {
        List<String> valued = List.of("--out", "--classpath", "--sources", "--include", "--exclude", "--originals");
        CommandLine line = CommandLine.parse("transform", args, valued, List.of("--no-verify"));
        BatchRequest request = request(line);
        BatchResult result = new BatchTransformer().transform(request);
        int status = report(result);
        String done = result.coroutines() == 0 ? "there was nothing to transform" : "transformed " + amount(result);
        out.println(status == DONE ? done + " in " + request.output() : "nothing was written");
        return status;
    }

    private int check(List<String> args) throws UsageException, IOException {
        CommandLine line = CommandLine.parse(
                "check", args, List.of("--classpath", "--sources", "--include", "--exclude"), List.of("--no-verify"));
        BatchResult result = new BatchTransformer().check(request(line));
        int status = report(result);
        if (status == DONE) {
            out.println("no errors; "
                    + (result.coroutines() == 0 ? "nothing is left to transform" : amount(result) + " to transform"));
        }
        return status;
    }

    private static BatchRequest request(CommandLine line) throws UsageException {
        Path output = line.onePath("--out").orElse(line.input());
        return new BatchRequest(
                line.input(),
                output,
                line.classpath("--classpath"),
                line.existingPaths("--sources"),
                !line.has("--no-verify"),
                line.all("--include"),
                line.all("--exclude"),
                line.onePath("--originals"));
    }

    private int inspect(List<String> args) throws UsageException, IOException {
        List<String> valued = List.of("--class", "--method", "--format", "--classpath", "--sources", "--originals");
        CommandLine line = CommandLine.parse("inspect", args, valued, List.of());
        InspectFormat format = format(line);
        InspectRequest request = new InspectRequest(
                line.input(),
                line.classpath("--classpath"),
                line.existingPaths("--sources"),
                line.existingPaths("--originals").stream().findFirst(),
                line.one("--class"),
                line.one("--method"));
        Inspection inspection = new Inspector().inspect(request);
        inspection.diagnostics().forEach(this::print);
        if (inspection.coroutines().isEmpty()
                && (request.className().isPresent() || request.method().isPresent())) {
            String wanted = request.className().orElse("any class")
                    + request.method().map(method -> ", method " + method).orElse("");
            err.println("heddle: " + line.input() + " has no coroutine in " + wanted);
            return ERRORS;
        }
        out.print(format.render(inspection));
        return inspection.hasErrors() ? ERRORS : DONE;
    }

    private static InspectFormat format(CommandLine line) throws UsageException {
        String name = line.one("--format").orElse("text");
        return InspectFormat.named(name)
                .orElseThrow(() -> new UsageException("there is no format " + name + ": it is text, html or json"));
    }

    private int report(BatchResult result) {
        result.diagnostics().forEach(this::print);
        return result.hasErrors() ? ERRORS : DONE;
    }

    private void print(Diagnostic diagnostic) {
        err.println(diagnostic.format());
    }

    private static String amount(BatchResult result) {
        return count(result.classes(), "class", "classes") + " with "
                + count(result.coroutines(), "coroutine", "coroutines");
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** The messages of a failure and of what caused it. File systems give nothing but the file's name, so the kind of failure is told too. */
    private static String describe(Throwable failure) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, cause -> cause.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .map(cause -> cause instanceof FileSystemException
                        ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
                        : String.valueOf(cause.getMessage()))
                .reduce((outer, inner) -> outer.contains(inner) ? outer : outer + ": " + inner)
                .orElse("");
    }
}
