// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a module as it might be: mostly classes that have nothing to do with coroutines, and some with two coroutines each. The same on every machine. */
final class ModuleSources {

    /** How many coroutines a class has that has any. */
    static final int COROUTINES_IN_CLASS = 2;

    private static final String PLAIN = """
            package shop.p%1$d;
            import java.util.*;
            import java.util.function.*;
            import java.util.stream.*;
            /** Keeps the entries of a kind. */
            public class Store%2$d implements Comparable<Store%2$d> {
                public record Entry(String key, long value, List<String> tags) {}
                private final Map<String, Entry> entries = new TreeMap<>();
                private final List<Consumer<Entry>> listeners = new ArrayList<>();
                private long hits;
                private int limit = %2$d;
                public Optional<Entry> find(String key) {
                    hits++;
                    return Optional.ofNullable(entries.get(key)).filter(each -> each.value() >= 0);
                }
                public boolean add(String key, long value, String... tags) {
                    Entry entry = new Entry(key, value, List.of(tags));
                    if (entries.size() >= limit && !entries.containsKey(key)) {
                        return false;
                    }
                    entries.put(key, entry);
                    for (Consumer<Entry> each : listeners) {
                        each.accept(entry);
                    }
                    return true;
                }
                public String report() {
                    StringBuilder text = new StringBuilder();
                    for (Map.Entry<String, Entry> each : entries.entrySet()) {
                        text.append(each.getKey()).append('=').append(each.getValue().value());
                        switch (each.getValue().tags().size()) {
                            case 0: text.append(" untagged"); break;
                            case 1: text.append(" one tag: ").append(each.getValue().tags().get(0)); break;
                            default: text.append(' ').append(each.getValue().tags());
                        }
                        text.append('\\n');
                    }
                    return text + "hits: " + hits + ", limit: " + limit;
                }
                public Map<String, Long> byTag() {
                    return entries.values().stream().flatMap(each -> each.tags().stream())
                            .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
                }
                public long checksum(int[] weights) {
                    long sum = 17;
                    int i = 0;
                    for (Entry each : entries.values()) {
                        int weight = weights[i++ %% weights.length];
                        sum = sum * 31 + (weight < 0 ? -each.value() : each.value() * weight);
                    }
                    try {
                        return Math.floorMod(sum, 1_000_003L);
                    } catch (ArithmeticException e) {
                        throw new IllegalStateException("checksum of " + this, e);
                    } finally {
                        hits = 0;
                    }
                }
                public void onAdd(Consumer<Entry> listener) { listeners.add(Objects.requireNonNull(listener)); }
                public int limit() { return limit; }
                public void limit(int limit) { if (limit < 0) throw new IllegalArgumentException("limit " + limit); this.limit = limit; }
                @Override public int compareTo(Store%2$d other) { return Long.compare(hits, other.hits); }
                @Override public String toString() { return getClass().getSimpleName() + entries.keySet(); }
            }
            """;

    private static final String WITH_COROUTINES = """
            package shop.p%1$d;
            import static dev.heddle.Coroutine.*;
            import dev.heddle.*;
            import java.util.*;
            /** Orders from a store. */
            public class Orders%2$d {
                private final List<String> log = new ArrayList<>();
                private long total;
                interface Bank { Coroutine<Boolean> pay(String customer, long amount); Coroutine<Void> refund(String customer); }
                @Async
                public Coroutine<Long> order(Bank bank, String customer, Map<String, Long> basket) {
                    long sum = 0;
                    for (Map.Entry<String, Long> each : basket.entrySet()) {
                        sum += each.getValue() * await(price(each.getKey(), customer.length()));
                        log.add(each.getKey() + " for " + customer);
                    }
                    boolean paid = false;
                    try {
                        paid = await(bank.pay(customer, sum));
                        if (!paid) {
                            throw new IllegalStateException("not paid: " + customer + ", " + await(price("fee", 1)));
                        }
                        total += sum;
                    } catch (IllegalStateException e) {
                        log.add(e.getMessage());
                        await(bank.refund(customer));
                    } finally {
                        log.add(customer + (paid ? " paid " : " owes ") + sum);
                    }
                    return result(sum);
                }
                @Async
                private Coroutine<Long> price(String item, int discount) {
                    long price = item.hashCode() & 255;
                    int tries = 0;
                    while (price > 100 && tries++ < 3) {
                        price -= await(saving(item, discount));
                    }
                    return result(price == 0 ? await(saving(item, 1)) : price);
                }
                private Coroutine<Long> saving(String item, int discount) { return Coroutine.result((long) item.length() * discount); }
                public List<String> log() { return List.copyOf(log); }
                public long total() { return total; }
                public String summary() {
                    StringBuilder text = new StringBuilder("total " + total);
                    for (String each : log) {
                        if (!each.isBlank()) {
                            text.append("; ").append(each.strip());
                        }
                    }
                    return text.toString();
                }
            }
            """;

    private ModuleSources() {}

    /**
     * Writes the sources.
     *
     * @param folder where to
     * @param classes how many classes
     * @param coroutines how many coroutines there are in all
     * @return the files
     */
    static List<Path> write(Path folder, int classes, int coroutines) throws IOException {
        List<Path> files = new ArrayList<>();
        int withCoroutines = coroutines / COROUTINES_IN_CLASS;
        for (int i = 0; i < classes; i++) {
            // Spread evenly, as they are in a module.
            boolean has = (long) (i + 1) * withCoroutines / classes > (long) i * withCoroutines / classes;
            Path file = folder.resolve("shop/p" + i / 20 + "/" + (has ? "Orders" : "Store") + i + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, (has ? WITH_COROUTINES : PLAIN).formatted(i / 20, i));
            files.add(file);
        }
        return files;
    }
}
