// SPDX-License-Identifier: Apache-2.0
/** The engine on one machine: DuckDB inside the process. */
@NullMarked
package dev.mynah.duckdb;

import org.jspecify.annotations.NullMarked;
