// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.TaskContext.Binding;
import dev.heddle.runtime.codegen.Current;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A variable whose value belongs to a task, as that of a {@link ThreadLocal} belongs to a thread: who is logged in, which request this is.
 *
 * <pre>{@code
 * static final TaskLocal<String> USER = TaskLocal.named("user");
 *
 * await(USER.where(name, handle(request)));    // in handle, and in all that it awaits and spawns, USER.get() is name
 * }</pre>
 *
 * <p>A task starts with the values of whoever spawned it. From then on the two are apart: what one sets, the other does not see. A coroutine that is awaited belongs to the
 * task that awaits it, and shares its values both ways. {@link #where} binds a value for the length of a coroutine, and is what to use; {@link #set} is for what has no such
 * length. Values should not change, as several tasks may share them.
 *
 * <p>Offloaded work ({@link Tasks#blocking}, {@link Tasks#compute}) sees the values that its task had when it was handed over. Actions that run outside of tasks see none. A
 * task that binds nothing pays nothing. All methods may be called from any thread.
 *
 * @param <T> the type of the values
 */
public final class TaskLocal<T extends @Nullable Object> {

    private final String name;

    private TaskLocal(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Makes a variable, which is not bound anywhere.
     *
     * @param <T> the type of the values
     * @param name its name, for messages
     * @return a new variable
     */
    public static <T extends @Nullable Object> TaskLocal<T> named(String name) {
        return new TaskLocal<>(name);
    }

    /**
     * Gives the value.
     *
     * @return the value that the calling task has
     * @throws NoSuchElementException if it has none
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // what was bound to a TaskLocal<T> is a T, null included
    public T get() {
        Binding bound = binding();
        if (bound == null) {
            throw new NoSuchElementException(
                    this + " is not bound here: bind it with where(…) around this, or ask with orElse(…)");
        }
        return (T) bound.value();
    }

    /**
     * Gives the value, or another if there is none.
     *
     * @param other what to give if the calling task has no value
     * @return one of the two
     */
    public T orElse(T other) {
        return isBound() ? get() : other;
    }

    /**
     * Gives the value, or throws if there is none.
     *
     * @param <X> what is thrown
     * @param failure makes it
     * @return the value that the calling task has
     * @throws X if it has none
     */
    public <X extends Throwable> T orElseThrow(Supplier<? extends X> failure) throws X {
        if (!isBound()) {
            throw failure.get();
        }
        return get();
    }

    /**
     * Tells whether there is a value.
     *
     * @return true if the calling task has one, be it null
     */
    public boolean isBound() {
        return binding() != null;
    }

    /**
     * Sets the value for the rest of the task, or for the rest of the {@link #where} of this variable that the task is in.
     *
     * @param value the value
     * @throws IllegalStateException outside a task, where it would be lost
     */
    public void set(T value) {
        Task<?> task = requireTask("set");
        rebind(task, new Binding(this, value, null));
    }

    /**
     * Removes the value, for the rest of the task, or of the {@link #where} of this variable that the task is in.
     *
     * @throws IllegalStateException outside a task
     */
    public void remove() {
        rebind(requireTask("remove"), null);
    }

    private Task<?> requireTask(String operation) {
        if (Current.get().strand instanceof Task<?> task) {
            return task;
        }
        throw new IllegalStateException(
                this + ": " + operation + " belongs in a coroutine, and no task runs on this thread");
    }

    /**
     * Awaits something with the value bound; afterwards the variable is as it was before, also if the coroutine has set it meanwhile.
     *
     * @param <R> what the coroutine gives
     * @param value the value
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @return a coroutine that gives what it gives
     */
    public <R extends @Nullable Object> Coroutine<R> where(T value, Awaitable<? extends R> awaitable) {
        Objects.requireNonNull(awaitable, "awaitable");
        return new BoundLocal<>(this, value, () -> awaitable);
    }

    /**
     * Calls with the value bound, and awaits what that gives, as {@link #where(Object, Awaitable)} does.
     *
     * @param <R> what the coroutine gives
     * @param value the value
     * @param callable makes the coroutine
     * @return a coroutine that gives what it gives
     */
    public <R extends @Nullable Object> Coroutine<R> where(T value, AsyncCallable<? extends R> callable) {
        return new BoundLocal<>(this, value, Objects.requireNonNull(callable, "callable")::call);
    }

    private @Nullable Binding binding() {
        return bindingIn(TaskContext.here());
    }

    @Nullable
    Binding bindingIn(@Nullable TaskContext context) {
        return TaskContext.find(TaskContext.bindings(context), this);
    }

    /** Gives a task another binding of this, or none. */
    void rebind(Task<?> task, @Nullable Binding binding) {
        TaskContext context = task.context();
        Binding others = TaskContext.without(TaskContext.bindings(context), this);
        task.context(TaskContext.with(context, binding == null ? others : new Binding(this, binding.value(), others)));
    }

    @Override
    public String toString() {
        return "TaskLocal[" + name + "]";
    }
}
