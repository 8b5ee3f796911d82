// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import dev.heddle.Coroutine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the handler for a path and a method. */
final class Router implements Handler {

    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int NO_CONTENT = 204;

    private final Map<String, Map<String, Handler>> routes = new LinkedHashMap<>();

    /** Adds a route. A path that ends in a slash stands for all below that no other route stands for. */
    Router on(String method, String path, Handler handler) {
        routes.computeIfAbsent(path, unused -> new LinkedHashMap<>()).put(method, handler);
        return this;
    }

    @Override
    public Coroutine<Response> handle(Request request) throws Exception {
        Map<String, Handler> methods = find(request.path());
        if (methods == null) {
            throw new HttpProblem(NOT_FOUND, "There is nothing at " + request.path());
        }
        // A HEAD is a GET of which the body is not sent.
        Handler handler = methods.get(request.isHead() ? "GET" : request.method());
        if (handler != null) {
            return handler.handle(request);
        }
        if (request.method().equals("OPTIONS")) {
            return Coroutine.result(Response.empty(NO_CONTENT).with("Allow", allowed(methods)));
        }
        throw new HttpProblem(
                NOT_ALLOWED, request.method() + " is not for this path", Map.of("Allow", allowed(methods)));
    }

    private @Nullable Map<String, Handler> find(String path) {
        Map<String, Handler> exact = routes.get(path);
        int slash = path.lastIndexOf('/');
        while (exact == null && slash >= 0) {
            exact = routes.get(path.substring(0, slash + 1));
            slash = path.lastIndexOf('/', slash - 1);
        }
        return exact;
    }

    private static String allowed(Map<String, Handler> methods) {
        Set<String> names = new TreeSet<>(methods.keySet());
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        names.add("OPTIONS");
        return String.join(", ", names);
    }
}
