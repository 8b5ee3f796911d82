// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.heddle.Async;
import dev.heddle.Coroutine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What visitors wrote, as JSON. Between two awaits a task has the loop for itself, so the list needs no lock. */
final class Guestbook {

    private static final String JSON = "application/json";
    private static final int CREATED = 201;
    private static final int BAD = 400;

    private final Gson gson = new Gson();
    private final List<Entry> entries = new ArrayList<>();

    /** An entry. Its parts are null where the JSON leaves them out. */
    private record Entry(@Nullable String name, @Nullable String text) {}

    /** Lists the entries. */
    Coroutine<Response> list(Request request) {
        return result(json(Response.OK, entries));
    }

    /** Adds an entry. */
    @Async
    Coroutine<Response> add(Request request) throws IOException, HttpProblem {
        byte[] body = await(request.body().readAll());
        Entry entry = parse(new String(body, StandardCharsets.UTF_8));
        entries.add(entry);
        return result(json(CREATED, entry));
    }

    private Entry parse(String json) throws HttpProblem {
        try {
            Entry entry = gson.fromJson(json, Entry.class);
            if (entry != null && entry.name() != null && entry.text() != null) {
                return entry;
            }
        } catch (JsonParseException malformed) {
            throw new HttpProblem(BAD, "This is no JSON: " + malformed.getMessage());
        }
        throw new HttpProblem(BAD, "An entry has a name and a text");
    }

    private Response json(int status, Object value) {
        return Response.bytes(status, JSON, gson.toJson(value).getBytes(StandardCharsets.UTF_8));
    }
}
