// SPDX-License-Identifier: Apache-2.0
/** For JUnit: test methods that are coroutines, each on an event loop of its own on virtual time, under one seed or many. */
@NullMarked
package dev.heddle.junit;

import org.jspecify.annotations.NullMarked;
