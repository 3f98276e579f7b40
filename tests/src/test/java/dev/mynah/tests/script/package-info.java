// SPDX-License-Identifier: Apache-2.0
/** Reads and runs {@code .test} files: statements, and what a client must be answered. */
@NullMarked
package dev.mynah.tests.script;

import org.jspecify.annotations.NullMarked;
