// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Amazon Aurora's function over an endpoint: {@code CREATE FUNCTION f (a type, ..) RETURNS type
 * [CHARSET c] ALIAS aws_sagemaker_invoke_endpoint ENDPOINT NAME 'e' [MAX_BATCH_SIZE n]}. It becomes
 * a function of the engine that hands its arguments, as texts, to the function of that name.
 */
final class EndpointFunction {
  /** The function that looks up an endpoint and calls it. */
  private static final String INVOKE = "aws_sagemaker_invoke_endpoint";

  private final Words words;
  private final Edits edits;
  private final List<String> parameters = new ArrayList<>();
  private int at;

  EndpointFunction(Words words, Edits edits) {
    this.words = words;
    this.edits = edits;
  }

  /** Tells whether a definition of a function has an endpoint behind it. */
  static boolean isOver(Words words) {
    for (int index = 1; index < words.size(); index++) {
      if (words.isWord(index, INVOKE) && words.isWord(index - 1, "alias")) {
        return true;
      }
    }
    return false;
  }

  /** Rewrites the definition. */
  void rewrite() {
    while (!words.isSymbol(at, "(") && at < words.size()) {
      at++;
    }
    int close = words.closing(at);
    for (int item = at + 1; item < close; item = words.endOfItem(item, close) + 1) {
      parameter(item);
    }
    at = close + 1;
    Token first = words.at(at);
    edits.replace(first, words.at(words.size() - 1), body());
  }

  private void parameter(int item) {
    if (!words.at(item).isName()) {
      throw unexpected(item, "the name of an argument");
    }
    parameters.add(words.at(item).value());
    TypeWords.rename(words, edits, item + 1);
    TypeWords.dropSize(words, edits, item + 1);
  }

  /** Reads what follows the arguments, to the end. */
  private String body() {
    expect("returns");
    int type = at;
    int last = TypeWords.end(words, type);
    String returned = TypeWords.isLimitedText(words, type) ? "varchar" : words.between(type, last);
    at = last + 1;
    characterSet();
    expect("alias");
    expect(INVOKE);
    expect("endpoint");
    expect("name");
    if (!words.isString(at)) {
      throw unexpected(at, "the endpoint's name in quotes");
    }
    String endpoint = words.at(at++).value();
    String batch = batchSize();
    if (at < words.size()) {
      throw unexpected(at, "the end of the statement");
    }
    List<String> texts =
        parameters.stream().map(name -> "%s::VARCHAR".formatted(Identifiers.quote(name))).toList();
    return "AS CAST(%s(%s, %s, to_json([%s])::VARCHAR) AS %s)"
        .formatted(
            INVOKE, Identifiers.literal(endpoint), batch, String.join(", ", texts), returned);
  }

  private void characterSet() {
    if (words.isWord(at, "charset")) {
      at += 2;
    } else if (words.areWords(at, "character", "set")) {
      at += 3;
    }
  }

  private String batchSize() {
    if (!words.isWord(at, "max_batch_size")) {
      return "NULL";
    }
    if (words.at(at + 1).kind() != TokenKind.NUMBER) {
      throw unexpected(at + 1, "a number of rows");
    }
    at += 2;
    return words.between(at - 1, at - 1);
  }

  private void expect(String word) {
    if (!words.isWord(at, word)) {
      throw unexpected(at, word.toUpperCase(Locale.ROOT));
    }
    at++;
  }

  private DatastoreException unexpected(int index, String expected) {
    boolean ended = index >= words.size();
    return new DatastoreException(
            ErrorCode.SYNTAX_ERROR,
            ended
                ? "expected %s at end of input".formatted(expected)
                : "expected %s, found \"%s\"".formatted(expected, words.between(index, index)))
        .withPosition(words.at(ended ? words.size() - 1 : index).start() + 1);
  }
}
