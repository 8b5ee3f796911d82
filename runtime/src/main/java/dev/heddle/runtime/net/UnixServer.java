// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Origins;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server on a Unix domain socket. The file that a server has left behind which is no more is replaced; this one's is deleted when it stops, unless another file stands
 * there by then.
 */
public final class UnixServer extends StreamServer<UnixStream> {

    private final Path path;
    private final @Nullable Object fileKey;

    private UnixServer(ServerSocketChannel channel, Path path) throws IOException {
        super(channel);
        this.path = path;
        this.fileKey = fileKey(path);
    }

    /**
     * Listens.
     *
     * @param path the socket's file, which is made
     * @return the server, which accepts nothing yet: connections wait
     * @throws IOException now; {@link BindException} if another server listens there, or the file is none of a socket
     */
    public static UnixServer bind(Path path) throws IOException {
        return bind(path, BACKLOG);
    }

    /**
     * Listens.
     *
     * @param path the socket's file, which is made
     * @param backlog how many connections may wait to be accepted; the system may allow fewer
     * @return the server
     * @throws IOException now, as {@link #bind(Path)} does
     */
    public static UnixServer bind(Path path, int backlog) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        removeStale(path, address);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return Binding.of(channel, address, () -> new UnixServer(channel.bind(address, backlog), path));
    }

    /** A socket's file outlives its server if that crashes. */
    private static void removeStale(Path path, UnixDomainSocketAddress address) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
            throw new BindException(path + " is a file, and not a socket");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            var unused = probe.connect(address);
        } catch (SocketException refused) {
            // Whose backlog is full listens.
            if (!ConnectUnix.isForWantOfRoom(refused)) {
                Files.delete(path);
                return;
            }
        }
        throw new BindException("A server listens on " + path + " already");
    }

    private static @Nullable Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    UnixStream streamOf(SocketChannel accepted) throws IOException {
        return new UnixStream(accepted, Origins.here());
    }

    @Override
    void closed() throws IOException {
        try {
            if (Objects.equals(fileKey, fileKey(path))) {
                Files.delete(path);
            }
        } catch (NoSuchFileException goneAlready) {
            assert !Files.exists(path) : goneAlready;
        }
    }
}
