// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.redis;

/** The server has refused a command. The connection is as good as before. */
final class RedisException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RedisException(String message) {
        super(message);
    }
}
