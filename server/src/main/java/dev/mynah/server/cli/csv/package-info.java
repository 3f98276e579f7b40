// SPDX-License-Identifier: Apache-2.0
/** CSV files of clients: their records, and the types of their columns. */
@NullMarked
package dev.mynah.server.cli.csv;

import org.jspecify.annotations.NullMarked;
