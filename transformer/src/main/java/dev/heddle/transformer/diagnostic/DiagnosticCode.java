// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.diagnostic;

/** The kinds of diagnostics. Their codes are stable; {@code docs/diagnostics.md} has a section for each. */
public enum DiagnosticCode {
    AWAIT_OUTSIDE_COROUTINE(
            "HED001",
            Severity.ERROR,
            "annotate the method with @Async and have it return Coroutine<T>, or start the work with EventLoop.run(...) where there is no coroutine to wait in"),
    AWAIT_IN_SYNCHRONIZED_BLOCK(
            "HED002",
            Severity.ERROR,
            "a monitor belongs to a thread and can't be held across a suspension: move the await out of the block, or guard the state with a lock that coroutines can wait for"),
    ASYNC_SYNCHRONIZED_METHOD(
            "HED003",
            Severity.ERROR,
            "a monitor belongs to a thread and can't be held across a suspension: drop `synchronized`; on one event loop, what stands between two awaits is never interrupted anyway"),
    AWAIT_IN_INITIALISER(
            "HED004",
            Severity.ERROR,
            "an object or class can't be half made for a while: await in a static @Async factory method and pass the value to the constructor"),
    AWAIT_IN_PLAIN_LAMBDA(
            "HED005",
            Severity.ERROR,
            "a lambda that awaits must itself return Coroutine, CompletableFuture or CompletionStage: pass it as an AsyncCallable, or move the await out of the lambda"),
    AWAIT_AS_METHOD_REFERENCE(
            "HED006",
            Severity.ERROR,
            "a method reference to await can't suspend its caller: write a lambda or a loop that calls await(...)"),
    ASYNC_RETURN_TYPE(
            "HED007",
            Severity.ERROR,
            "an @Async method returns Coroutine<T>, CompletableFuture<T> or CompletionStage<T>; for no value, Coroutine<Void>"),
    ASYNC_WITHOUT_BODY(
            "HED008",
            Severity.ERROR,
            "there is no body to transform: take @Async off here and put it on the methods that implement this one"),
    CLASS_FILE_TOO_NEW("HED009", Severity.ERROR, "use a newer version of Heddle, or compile with a lower --release"),
    CLASS_FILE_TOO_OLD("HED010", Severity.ERROR, "compile with --release 8 or higher"),
    METHOD_TOO_LARGE(
            "HED011",
            Severity.ERROR,
            "the JVM allows a method 65,535 bytes of code: move parts of the body into @Async methods of their own"),
    UNSUPPORTED_BYTECODE(
            "HED012",
            Severity.ERROR,
            "javac does not make such code; take @Async off, or report the class file to Heddle if you think it should work"),
    UNREADABLE_CLASS_FILE("HED013", Severity.ERROR, "the file is damaged or no class file: build it again from clean"),
    NAME_CLASH("HED014", Severity.ERROR, "rename the method or class that the generated one clashes with"),
    INTERNAL_ERROR("HED015", Severity.ERROR, "this is a defect of Heddle; please report it with the class file"),
    OUTPUT_NOT_VERIFIED(
            "HED016",
            Severity.ERROR,
            "this is a defect of Heddle, and nothing was written; please report it with the class file"),
    NOT_TRANSFORMED(
            "HED017",
            Severity.ERROR,
            "run the plugin's transform goal, or the command line's transform, after everything else that writes class files"),
    INPUT_NOT_VERIFIED(
            "HED018",
            Severity.ERROR,
            "the JVM would refuse it even if it were not woven: update the compiler, or the tool that changed the class after it, or write the method differently"),
    CLASS_TOO_LARGE(
            "HED019",
            Severity.ERROR,
            "the JVM allows a class 65,535 constants: move some of the methods to a class of their own"),
    DROPPED_COROUTINE(
            "HED101",
            Severity.WARNING,
            "a coroutine runs only if it is awaited, spawned or run: write await(...) or spawn(...) around the call"),
    METHOD_TOO_LARGE_FOR_JIT(
            "HED102",
            Severity.WARNING,
            "HotSpot does not compile methods of more than 8,000 bytes, so this one will be interpreted: move parts of it into @Async methods of their own"),
    RETURN_AFTER_FINALLY(
            "HED103",
            Severity.WARNING,
            "the coroutine runs only when the finally block, or the closing of the resource, is over: write return result(await(...)) to run it inside"),
    RETURN_BEHIND_MONITOR(
            "HED104",
            Severity.WARNING,
            "the coroutine runs only when the monitor is released: call it after the block, or guard the state with a lock that coroutines can wait for"),
    CLOSE_OUTSIDE_COROUTINE(
            "HED105",
            Severity.WARNING,
            "nobody can await its closing there, so close() throws: close it in an @Async method or in a lambda that awaits, or run closeAsync() on an event loop"),
    RESULT_NOT_RETURNED(
            "HED106", Severity.WARNING, "it ends nothing by itself: write return in front of it, or leave it out"),
    AWAIT_HOLDING_LOCK(
            "HED107",
            Severity.WARNING,
            "the lock belongs to a thread, which runs other tasks meanwhile, and may not be the one that goes on: release it before, or use dev.heddle.runtime.sync.Lock");

    private final String id;
    private final Severity severity;
    private final String remedy;

    DiagnosticCode(String id, Severity severity, String remedy) {
        this.id = id;
        this.severity = severity;
        this.remedy = remedy;
    }

    /**
     * Gives the stable code.
     *
     * @return {@code HED001} and so on
     */
    public String id() {
        return id;
    }

    /**
     * Tells whether it stops the build.
     *
     * @return the severity
     */
    public Severity severity() {
        return severity;
    }

    /**
     * Tells how to mend it.
     *
     * @return a phrase that goes on after a colon
     */
    public String remedy() {
        return remedy;
    }
}
