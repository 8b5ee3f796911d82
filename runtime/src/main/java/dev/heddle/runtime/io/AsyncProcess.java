// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.Registration;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Origins;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A process of the operating system, awaited.
 *
 * <pre>{@code
 * try (AsyncProcess sort = await(AsyncProcess.start(new ProcessBuilder("sort")))) {
 *     AsyncProcess.Result result = await(sort.communicate(text.getBytes(UTF_8)));
 *     return result(result.exitCode() == 0 ? result.outputText() : result.errorText());
 * }
 * }</pre>
 *
 * <p>The JDK's pipes to processes can't be awaited, so each that is used holds a thread of its own while it is waited for; {@link #exit} and {@link #exitCode()} hold none.
 * Who wants the output of a process that writes much must read it, or the process waits for ever: {@link #communicate} does both sides at once.
 *
 * <p>One task at a time may write, one may read the output, and one the errors; a second reader gets an {@link IllegalStateException} that names the first. It may be used on any scheduler.
 */
public final class AsyncProcess implements AsyncCloseable {

    /** As for streams of the network. */
    private static final int DEFAULT_LINE_LIMIT = 64 * 1024;

    private final Process process;
    private final ProcessPipe.Input input;
    private final ProcessPipe.Output output;
    private final ProcessPipe.Output errors;
    private final Registration opened;

    AsyncProcess(Process process, @Nullable Throwable place) {
        this.process = process;
        this.input = new ProcessPipe.Input(this, process.getOutputStream());
        this.output = new ProcessPipe.Output(this, process.getInputStream());
        this.errors = new ProcessPipe.Output(this, process.getErrorStream());
        this.opened = Origins.opened(this, place);
        if (Origins.TRACKED) {
            // Then nothing is left that would have to be closed.
            var unused = process.onExit().thenRun(opened::detach);
        }
    }

    /**
     * How a process ended that was communicated with.
     *
     * @param exitCode its exit code; 128 and the signal's number if a signal ended it
     * @param output what it wrote
     * @param errors what it wrote to its other output
     */
    public record Result(int exitCode, ByteBuffer output, ByteBuffer errors) {

        /**
         * Gives what it wrote as UTF-8.
         *
         * @return the text
         */
        public String outputText() {
            return java.nio.charset.StandardCharsets.UTF_8
                    .decode(output.duplicate())
                    .toString();
        }

        /**
         * Gives what it wrote to its other output as UTF-8.
         *
         * @return the text
         */
        public String errorText() {
            return java.nio.charset.StandardCharsets.UTF_8
                    .decode(errors.duplicate())
                    .toString();
        }
    }

    /**
     * Starts a process.
     *
     * @param builder what to run, and how; must not be changed until the coroutine has ended
     * @return a coroutine that gives the process. One that is cancelled leaves none behind
     * @throws IOException at the await, if there is no such program
     */
    public static Coroutine<AsyncProcess> start(ProcessBuilder builder) throws IOException {
        Objects.requireNonNull(builder, "builder");
        // Once begun, a call is waited for: who is cancelled meanwhile still gets the process, and closes it.
        Throwable place = Origins.here();
        return IoPool.call(() -> new AsyncProcess(builder.start(), place));
    }

    /**
     * Starts processes of which each reads what the one before it writes.
     *
     * @param builders what to run
     * @return a coroutine that gives the processes, in this order; write to the first, and read from the last
     * @throws IOException at the await, if one of the programs does not exist; then none is left running
     */
    public static Coroutine<List<AsyncProcess>> startPipeline(List<ProcessBuilder> builders) throws IOException {
        List<ProcessBuilder> copied = List.copyOf(builders);
        Throwable place = Origins.here();
        return IoPool.call(() -> ProcessBuilder.startPipeline(copied).stream()
                .map(process -> new AsyncProcess(process, place))
                .toList());
    }

    /**
     * Writes to the process. If the wait is cancelled, what has begun is still written, before anything else.
     *
     * @param bytes what to write; must not be changed until it has been written
     * @return a coroutine that ends when the pipe has taken all
     * @throws IOException at the await, if the process does not read any more
     */
    public Coroutine<@Nullable Void> write(byte[] bytes) throws IOException {
        return input.write(bytes);
    }

    /**
     * Ends what the process reads.
     *
     * @return a coroutine that ends when that is done
     * @throws IOException at the await, if something was still to be written and could not be
     */
    public Coroutine<@Nullable Void> closeInput() throws IOException {
        return input.closeAsync();
    }

    /**
     * Reads some of what the process writes. A read whose wait is cancelled has taken nothing: what comes is there for the next.
     *
     * @param target where to put it; must not be touched until the coroutine has ended
     * @return a coroutine that gives how many bytes, at least one; -1 at the end; 0 if the target has no room
     * @throws IOException at the await
     */
    public Coroutine<Integer> readOutput(ByteBuffer target) throws IOException {
        return output.read(target);
    }

    /**
     * Reads some of what the process writes to its other output, as {@link #readOutput} does.
     *
     * @param target where to put it; must not be touched until the coroutine has ended
     * @return a coroutine that gives how many bytes, at least one; -1 at the end; 0 if the target has no room
     * @throws IOException at the await
     */
    public Coroutine<Integer> readErrors(ByteBuffer target) throws IOException {
        return errors.read(target);
    }

    /**
     * Reads a line of up to 64 KiB of what the process writes, as {@link #readOutputLine(int)} does.
     *
     * @return a coroutine that gives the line, or null
     * @throws IOException at the await
     */
    public Coroutine<@Nullable String> readOutputLine() throws IOException {
        return readOutputLine(DEFAULT_LINE_LIMIT);
    }

    /**
     * Reads a line of what the process writes, which ends in LF or CR LF, as UTF-8. A line that is too long is dropped to its end, and the next one can be read. A read whose
     * wait is cancelled has taken nothing, and what is behind the line is there for any other.
     *
     * @param limit how many bytes it may have, without its end
     * @return a coroutine that gives the line without its end; what is left before the end of the output, if there is no line's end; null at the end
     * @throws IOException at the await; {@link dev.heddle.runtime.net.LimitExceededException} if the line is longer
     */
    public Coroutine<@Nullable String> readOutputLine(int limit) throws IOException {
        return output.readLine("readOutputLine", limit);
    }

    /**
     * Reads a line of up to 64 KiB of what the process writes to its other output, as {@link #readOutputLine(int)} does.
     *
     * @return a coroutine that gives the line, or null
     * @throws IOException at the await
     */
    public Coroutine<@Nullable String> readErrorLine() throws IOException {
        return readErrorLine(DEFAULT_LINE_LIMIT);
    }

    /**
     * Reads a line of what the process writes to its other output, as {@link #readOutputLine(int)} does.
     *
     * @param limit how many bytes it may have, without its end
     * @return a coroutine that gives the line without its end; what is left before the end of the output, if there is no line's end; null at the end
     * @throws IOException at the await; {@link dev.heddle.runtime.net.LimitExceededException} if the line is longer
     */
    public Coroutine<@Nullable String> readErrorLine(int limit) throws IOException {
        return errors.readLine("readErrorLine", limit);
    }

    /**
     * Writes to the process, ends its input, reads all it writes to both outputs at once, and waits for its end. A process that ends, or closes its input, before it has read
     * everything is no failure.
     *
     * @param bytes what to write; may be empty
     * @return a coroutine that gives how the process ended. Cancelled, it kills the process, and what that has started, and waits for its end
     * @throws IOException at the await
     */
    public Coroutine<Result> communicate(byte[] bytes) throws IOException {
        return new Communicate(this, bytes);
    }

    ProcessPipe.Input input() {
        return input;
    }

    ProcessPipe.Output output() {
        return output;
    }

    ProcessPipe.Output errors() {
        return errors;
    }

    /**
     * Waits for the process to end. Any number of tasks may; cancelling the wait leaves the process alone.
     *
     * @return a coroutine that gives the exit code; 128 and the signal's number if a signal ended it
     */
    public Coroutine<Integer> exit() {
        return new ProcessExit(process);
    }

    /**
     * Gives the exit code of a process that has ended.
     *
     * @return the exit code
     * @throws IllegalThreadStateException if it has not
     */
    public int exitCode() {
        if (process.isAlive()) {
            throw new IllegalThreadStateException(this + " still runs, and has no exit code yet: await exit()");
        }
        return process.exitValue();
    }

    /**
     * Tells whether the process runs.
     *
     * @return false if it has ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Gives the process's number.
     *
     * @return its number in the operating system
     */
    public long pid() {
        return process.pid();
    }

    /** Asks the process to end, by SIGTERM. What it writes on its way can still be read. One that has ended already is left alone. */
    public void terminate() {
        // Not process.destroy(), which closes the pipes: that would lose the output, and wait for whoever writes.
        var unused = process.toHandle().destroy();
    }

    /** Ends the process, by SIGKILL. One that has ended already is left alone. */
    public void kill() {
        var unused = process.toHandle().destroyForcibly();
    }

    /**
     * Kills the process, and what it has started, if it still runs, and waits for its end.
     *
     * @return a coroutine that ends when there is nothing left of it
     */
    @Override
    public Coroutine<@Nullable Void> closeAsync() {
        return new ProcessExit.Close(this);
    }

    /** Kills the process and what it has started: that may hold the pipes, and keep them from their ends. */
    void killAll() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    Coroutine<Integer> shieldedExit() {
        return Awaits.shielded(exit());
    }

    /** Lets go of the descriptors. Once the process has ended that takes no time. */
    void closePipes() throws IOException {
        opened.detach();
        input.closeNow();
        process.getInputStream().close();
        process.getErrorStream().close();
    }

    @Override
    public String toString() {
        return "AsyncProcess[" + process.pid() + (process.isAlive() ? "" : ", ended") + "]";
    }
}
