// SPDX-License-Identifier: Apache-2.0
/** The messages of PostgreSQL's protocol, read and written. */
@NullMarked
package dev.mynah.server.pgwire.messages;

import org.jspecify.annotations.NullMarked;
