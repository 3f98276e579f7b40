// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

/** A text without a statement: empty, blanks or only comments. */
public record EmptyStatement() implements Statement {}
