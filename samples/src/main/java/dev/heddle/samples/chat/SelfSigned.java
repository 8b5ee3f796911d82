// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.chat;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.io.AsyncFiles;
import dev.heddle.runtime.io.AsyncProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that nobody but ourselves vouches for, to try things out with. The JDK's keytool makes it. */
final class SelfSigned {

    private static final String PASSWORD = "changeit";

    private final KeyStore keys;

    private SelfSigned(KeyStore keys) {
        this.keys = keys;
    }

    /** Makes a new one. */
    @Async
    static Coroutine<SelfSigned> make() throws IOException, GeneralSecurityException {
        Path directory = await(AsyncFiles.call(() -> Files.createTempDirectory("heddle")));
        Path file = directory.resolve("keys.p12");
        try {
            await(runKeytool(file));
            byte[] bytes = await(AsyncFiles.readAllBytes(file));
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new ByteArrayInputStream(bytes), PASSWORD.toCharArray());
            return result(new SelfSigned(keys));
        } finally {
            await(AsyncFiles.deleteIfExists(file));
            await(AsyncFiles.deleteIfExists(directory));
        }
    }

    @Async
    private static Coroutine<Void> runKeytool(Path file) throws IOException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command = "-genkeypair -alias localhost -keyalg EC -dname CN=localhost -ext SAN=dns:localhost"
                + " -validity 30 -storetype PKCS12 -storepass " + PASSWORD;
        ProcessBuilder builder = new ProcessBuilder(keytool);
        builder.command().addAll(List.of(command.split(" ", -1)));
        builder.command().addAll(List.of("-keystore", file.toString()));
        try (AsyncProcess process = await(AsyncProcess.start(builder))) {
            AsyncProcess.Result ended = await(process.communicate(new byte[0]));
            if (ended.exitCode() != 0) {
                throw new IOException("keytool failed: " + ended.outputText() + ended.errorText());
            }
        }
        return Coroutine.done();
    }

    /** The context of the server whose certificate it is. */
    SSLContext server() throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    /** The context of a client that trusts this certificate, and no other. */
    SSLContext client() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", keys.getCertificate("localhost"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
