// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import dev.heddle.transformer.inspect.CoroutineView.Listing;
import dev.heddle.transformer.inspect.CoroutineView.State;
import dev.heddle.transformer.inspect.CoroutineView.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows an inspection as JSON. What is not known is null. */
final class JsonReport {

    private JsonReport() {}

    static String render(Inspection inspection) {
        List<Object> coroutines =
                inspection.coroutines().stream().map(JsonReport::coroutine).toList();
        return JsonWriter.write(Map.of("coroutines", coroutines)) + "\n";
    }

    private static Object coroutine(CoroutineView view) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("class", view.type());
        json.put("method", view.method());
        json.put("descriptor", view.descriptor());
        json.put("file", view.file().isEmpty() ? JsonWriter.NULL : view.file());
        json.put("frame", view.frame());
        json.put("frameBytes", view.frameBytes());
        json.put("states", view.states().stream().map(JsonReport::state).toList());
        json.put("before", listing(view.before()));
        json.put("after", listing(view.after()));
        return json;
    }

    private static Object state(State state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", state.number());
        json.put("line", state.line() == 0 ? JsonWriter.NULL : state.line());
        json.put("awaits", state.awaits());
        json.put("kept", state.kept().stream().map(JsonReport::variable).toList());
        return json;
    }

    private static Object variable(Variable variable) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", variable.name());
        json.put("type", variable.type());
        json.put("field", variable.field());
        return json;
    }

    private static Object listing(Listing listing) {
        return listing.available() ? listing.lines() : JsonWriter.NULL;
    }
}
