// SPDX-License-Identifier: Apache-2.0
/** Values as PostgreSQL writes and reads them, in text and in binary. */
@NullMarked
package dev.mynah.server.pgwire.types;

import org.jspecify.annotations.NullMarked;
