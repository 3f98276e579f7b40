// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL's wire protocol 3.0 over the datastore's sessions. */
@NullMarked
package dev.mynah.server.pgwire;

import org.jspecify.annotations.NullMarked;
