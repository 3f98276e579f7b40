// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An INSERT of one row of plain parameters, which can be written for many rows at once with the
 * same result: {@code INSERT INTO t [(columns)] VALUES ($1, $2)} and nothing after it.
 */
public final class RepeatedInsert {
  private static final Set<String> CONSTANTS = Set.of("null", "true", "false");

  private final String head;
  private final String row;
  private final List<Token> rowTokens;
  private final int parameters;

  private RepeatedInsert(String head, String row, List<Token> rowTokens, int parameters) {
    this.head = head;
    this.row = row;
    this.rowTokens = rowTokens;
    this.parameters = parameters;
  }

  /** Looks at a statement; empty when it is anything else. */
  public static Optional<RepeatedInsert> of(EngineStatement statement) {
    List<Token> tokens = statement.tokens();
    int values = valuesAt(tokens);
    if (values < 0 || !tokens.getLast().isSymbol(")")) {
      return Optional.empty();
    }
    List<Token> inside = tokens.subList(values + 2, tokens.size() - 1);
    Set<String> numbers =
        inside.stream()
            .filter(token -> token.kind() == TokenKind.PARAMETER)
            .map(Token::value)
            .collect(Collectors.toSet());
    if (numbers.isEmpty() || !inside.stream().allMatch(RepeatedInsert::isPlain)) {
      return Optional.empty();
    }
    for (int number = 1; number <= numbers.size(); number++) {
      if (!numbers.contains(Integer.toString(number))) {
        return Optional.empty();
      }
    }
    int begin = tokens.get(values + 1).start();
    return Optional.of(
        new RepeatedInsert(
            statement.text().substring(0, begin),
            statement.text().substring(begin, tokens.getLast().end()),
            Tokenizer.tokenize(statement.text().substring(begin, tokens.getLast().end())),
            numbers.size()));
  }

  /** Returns where VALUES stands after the table's name and columns, else -1. */
  private static int valuesAt(List<Token> tokens) {
    if (tokens.size() < 6 || !tokens.get(0).isWord("insert") || !tokens.get(1).isWord("into")) {
      return -1;
    }
    int at = 3;
    while (tokens.get(at).isSymbol(".") && at + 2 < tokens.size()) {
      at += 2;
    }
    if (tokens.get(at).isSymbol("(")) {
      do {
        at += 2;
      } while (at < tokens.size() && tokens.get(at).isSymbol(","));
      if (at >= tokens.size() || !tokens.get(at).isSymbol(")")) {
        return -1;
      }
      at++;
    }
    boolean found =
        at + 1 < tokens.size()
            && tokens.get(at).isWord("values")
            && tokens.get(at + 1).isSymbol("(");
    return found ? at : -1;
  }

  private static boolean isPlain(Token token) {
    return switch (token.kind()) {
      case PARAMETER, NUMBER, STRING -> true;
      case SYMBOL -> token.isSymbol(",");
      case OPERATOR -> token.value().equals("-");
      case IDENTIFIER -> CONSTANTS.contains(token.value());
      case QUOTED_IDENTIFIER, BIT_STRING -> false;
    };
  }

  /** How many parameters one row has. */
  public int parameters() {
    return parameters;
  }

  /** Returns the statement for so many rows, whose parameters follow each other. */
  public String text(int rows) {
    StringBuilder text = new StringBuilder(head);
    for (int index = 0; index < rows; index++) {
      text.append(index == 0 ? "" : ", ");
      int copied = 0;
      for (Token token : rowTokens) {
        if (token.kind() == TokenKind.PARAMETER) {
          int number = Integer.parseInt(token.value()) + index * parameters;
          text.append(row, copied, token.start()).append('$').append(number);
          copied = token.end();
        }
      }
      text.append(row, copied, row.length());
    }
    return text.toString();
  }
}
