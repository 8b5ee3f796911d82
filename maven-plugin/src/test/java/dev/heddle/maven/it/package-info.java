// SPDX-License-Identifier: Apache-2.0

/** What the scripts of the integration tests, in {@code src/it}, share. */
package dev.heddle.maven.it;
