// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.List;

/** Puts values in place of the parameters {@code $1}, {@code $2} of a statement. */
public final class ParameterText {
  private ParameterText() {}

  /** Returns the highest number of a parameter in the statement. */
  public static int count(String statement) {
    int count = 0;
    for (Token token : Tokenizer.tokenize(statement)) {
      if (token.kind() == TokenKind.PARAMETER) {
        count = Math.max(count, number(token));
      }
    }
    return count;
  }

  /** Returns the statement with an expression in place of each parameter, the first for $1. */
  public static String replaced(String statement, List<String> expressions) {
    StringBuilder text = new StringBuilder(statement.length());
    int copied = 0;
    for (Token token : Tokenizer.tokenize(statement)) {
      if (token.kind() == TokenKind.PARAMETER) {
        int number = number(token);
        text.append(statement, copied, token.start()).append(expressions.get(number - 1));
        copied = token.end();
      }
    }
    return text.append(statement, copied, statement.length()).toString();
  }

  private static int number(Token token) {
    if (!token.value().matches("[1-9]\\d{0,4}")) {
      throw new DatastoreException(
          ErrorCode.UNDEFINED_PARAMETER, "there is no parameter $%s".formatted(token.value()));
    }
    return Integer.parseInt(token.value());
  }
}
