// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL's forms inside ordinary SQL, turned into the engine's. */
@NullMarked
package dev.mynah.sql.rewrite;

import org.jspecify.annotations.NullMarked;
