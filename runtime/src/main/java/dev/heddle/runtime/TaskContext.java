// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Current;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a task, besides its scopes: the values of its {@link TaskLocal}s, and what its scheduler carries across its waits. Never changed, only replaced, so that a
 * spawned task shares its spawner's. A task around which there is nothing has none.
 */
final class TaskContext {

    /** That of a thread that does a task's work without being its scheduler's. */
    private static final ThreadLocal<@Nullable TaskContext> OFFLOADED = new ThreadLocal<>();

    /** The newest first, and each local once; null if none is bound. */
    private final @Nullable Binding bindings;

    /** A snapshot for each carrier of the task's scheduler; null if that has none. */
    private final @Nullable Object @Nullable [] carried;

    private TaskContext(@Nullable Binding bindings, @Nullable Object @Nullable [] carried) {
        this.bindings = bindings;
        this.carried = carried;
    }

    /** A local and its value, and those that were bound before. */
    record Binding(
            TaskLocal<?> local,
            @Nullable Object value,
            @Nullable Binding older) {}

    private static @Nullable TaskContext of(@Nullable Binding bindings, @Nullable Object @Nullable [] carried) {
        return bindings == null && carried == null ? null : new TaskContext(bindings, carried);
    }

    /** What surrounds whoever calls: a task, or work that a task has handed to this thread. */
    static @Nullable TaskContext here() {
        return Current.get().strand instanceof Task<?> task ? task.context() : OFFLOADED.get();
    }

    /** What surrounds a task that starts inside this context. To be called on the spawner's thread. */
    static @Nullable TaskContext inherited(@Nullable TaskContext around, Scheduler scheduler) {
        Carriers carriers = scheduler.carriers;
        if (carriers == null && (around == null || around.carried == null)) {
            return around;
        }
        return of(bindings(around), carriers == null ? null : carriers.capture());
    }

    static @Nullable Binding bindings(@Nullable TaskContext context) {
        return context == null ? null : context.bindings;
    }

    static @Nullable TaskContext with(@Nullable TaskContext context, @Nullable Binding bindings) {
        return of(bindings, context == null ? null : context.carried);
    }

    /** What surrounds a task that waits from now on. */
    static TaskContext keeping(@Nullable TaskContext context, Carriers carriers) {
        return new TaskContext(bindings(context), carriers.capture());
    }

    /** Puts in place what a task has kept. */
    static void restore(@Nullable TaskContext context, Carriers carriers) {
        if (context != null && context.carried != null) {
            carriers.restore(context.carried);
        }
    }

    /** Runs something on a thread of no scheduler as if the task ran it. */
    static <X extends Throwable> void lend(@Nullable TaskContext context, @Nullable Carriers carriers, Work<X> work)
            throws X {
        if (context == null) {
            work.run();
            return;
        }
        @Nullable Object @Nullable [] own = carriers == null ? null : carriers.capture();
        TaskContext before = OFFLOADED.get();
        OFFLOADED.set(context);
        if (carriers != null) {
            restore(context, carriers);
        }
        try {
            work.run();
        } finally {
            if (before == null) {
                OFFLOADED.remove();
            } else {
                OFFLOADED.set(before);
            }
            if (carriers != null && own != null) {
                carriers.restore(own);
            }
        }
    }

    @FunctionalInterface
    interface Work<X extends Throwable> {
        void run() throws X;
    }

    /** Finds the binding of a local, or null. */
    static @Nullable Binding find(@Nullable Binding bindings, TaskLocal<?> local) {
        Binding each = bindings;
        while (each != null && each.local != local) {
            each = each.older;
        }
        return each;
    }

    /** The bindings without that of a local. Those that are older are shared. */
    @SuppressWarnings("ReferenceEquality") // it is the chain's very link that counts
    static @Nullable Binding without(@Nullable Binding bindings, TaskLocal<?> local) {
        Binding found = find(bindings, local);
        if (found == null || bindings == null) {
            return bindings;
        }
        return bindings == found
                ? found.older
                : new Binding(bindings.local, bindings.value, without(bindings.older, local));
    }
}
