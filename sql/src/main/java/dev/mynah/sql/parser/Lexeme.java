// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

/** What the {@link Lexer} finds, before anything is decoded. */
enum Lexeme {
  END,
  NAME,
  QUOTED_NAME,
  /** {@code U&"..."}. */
  UNICODE_NAME,
  /** {@code '...'} or {@code N'...'}. */
  STRING,
  /** {@code E'...'}. */
  ESCAPE_STRING,
  /** {@code U&'...'}. */
  UNICODE_STRING,
  /** {@code $tag$...$tag$}. */
  DOLLAR_STRING,
  BIT_STRING,
  HEX_STRING,
  NUMBER,
  PARAMETER,
  OPERATOR,
  SYMBOL
}
