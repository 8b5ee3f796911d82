// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.twin;

/** Says nothing: a twin runs as it stands. */
public @interface Async {}
