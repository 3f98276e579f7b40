// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

/** What a token is. Keywords are ordinary identifiers: none is reserved. */
public enum TokenKind {
  /** A name without quotes, folded to lower case. */
  IDENTIFIER,
  /** A name in double quotes, its case kept, doubled quotes and {@code U&} escapes resolved. */
  QUOTED_IDENTIFIER,
  /** A text literal of any form, decoded. */
  STRING,
  /** A bit string, {@code B'101'} or {@code X'1F'}; the value begins with a small b or x. */
  BIT_STRING,
  /** A number as written. */
  NUMBER,
  /** A parameter, {@code $1}; the value is its number. */
  PARAMETER,
  /** An operator made of operator characters, also {@code *} and {@code =}. */
  OPERATOR,
  /** A parenthesis, bracket, comma, semicolon, dot, colon or anything else that stands alone. */
  SYMBOL
}
