// SPDX-License-Identifier: Apache-2.0
/** Statements as data: what a client asked for, each with its grammar. */
@NullMarked
package dev.mynah.sql.tree;

import org.jspecify.annotations.NullMarked;
