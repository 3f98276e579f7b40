// SPDX-License-Identifier: Apache-2.0
/** Who may connect: SCRAM-SHA-256 and trust. */
@NullMarked
package dev.mynah.server.pgwire.auth;

import org.jspecify.annotations.NullMarked;
