// SPDX-License-Identifier: Apache-2.0
/** The program {@code mynah}: serve, run, shell and demo. */
@NullMarked
package dev.mynah.server.cli;

import org.jspecify.annotations.NullMarked;
