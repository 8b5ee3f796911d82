// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.io.AsyncFile;
import dev.heddle.runtime.io.AsyncFiles;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Serves the files below a directory. All that touches the disk is done by the pool for files, and not by the loop. */
final class StaticFiles implements Handler {

    private static final int BAD = 400;
    private static final int NOT_FOUND = 404;
    private static final int NOT_MODIFIED = 304;

    /** As HTTP writes dates: the JDK's own format has days of one digit. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Path root;

    private record Found(Path path, Instant modified) {}

    /** Makes it, of a directory that exists. */
    StaticFiles(Path directory) throws IOException {
        root = directory.toRealPath();
    }

    @Async
    @Override
    public Coroutine<Response> handle(Request request) throws IOException, HttpProblem {
        Path named = resolve(request.path());
        Found found = await(AsyncFiles.call(() -> find(named)));
        if (found == null) {
            throw new HttpProblem(NOT_FOUND, "There is no file " + request.path());
        }
        String modified = DATE.format(found.modified());
        Header known = request.head().getFirstHeader(HttpHeaders.IF_MODIFIED_SINCE);
        if (known != null && known.getValue().equals(modified)) {
            return result(Response.empty(NOT_MODIFIED));
        }
        AsyncFile file = await(AsyncFile.open(found.path(), StandardOpenOption.READ));
        try {
            long size = await(file.size());
            return result(Response.file(typeOf(found.path()), file, size).with(HttpHeaders.LAST_MODIFIED, modified));
        } catch (Throwable failure) {
            await(file.closeAsync());
            throw failure;
        }
    }

    private Path resolve(String path) throws HttpProblem {
        try {
            Path named = root.resolve(path.substring(1)).normalize();
            if (named.startsWith(root)) {
                return named;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new HttpProblem(BAD, "The path leads out of what is served");
    }

    /** Blocks. Gives null if there is no such file, or a link leads to it from inside to outside. */
    private @Nullable Found find(Path named) throws IOException {
        try {
            Path file = Files.isDirectory(named) ? named.resolve("index.html") : named;
            Path real = file.toRealPath();
            return real.startsWith(root) && Files.isRegularFile(real)
                    ? new Found(
                            real, Files.getLastModifiedTime(real).toInstant().truncatedTo(ChronoUnit.SECONDS))
                    : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static String typeOf(Path file) {
        String type = URLConnection.guessContentTypeFromName(file.toString());
        return type == null ? "application/octet-stream" : type;
    }
}
