// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for localhost in the form that programs in C want, made by openssl.
 *
 * @param key the file with the key
 * @param certificate the file with the certificate
 */
public record PemCertificate(Path key, Path certificate) {

    /** Makes one, or leaves the test out where there is no openssl. */
    public static PemCertificate make(Path directory) throws Exception {
        Path key = directory.resolve("key.pem");
        Path certificate = directory.resolve("certificate.pem");
        String args = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=localhost"
                + " -addext subjectAltName=DNS:localhost";
        String[] words = (args + " -keyout " + key + " -out " + certificate).split(" ", -1);
        var unused = Installed.program("openssl").run(words);
        return new PemCertificate(key, certificate);
    }

    /** The context of a client that trusts this certificate, and no other. */
    public SSLContext client() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "localhost", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
