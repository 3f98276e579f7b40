// SPDX-License-Identifier: Apache-2.0
/** Tests of the engine against the real DuckDB in memory. */
@NullMarked
package dev.mynah.duckdb;

import org.jspecify.annotations.NullMarked;
