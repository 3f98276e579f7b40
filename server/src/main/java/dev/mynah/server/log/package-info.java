// SPDX-License-Identifier: Apache-2.0
/** The server's log: a JSON object a line, without secrets. */
@NullMarked
package dev.mynah.server.log;

import org.jspecify.annotations.NullMarked;
