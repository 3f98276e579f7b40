// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

/** Takes the quotes off literals. */
final class Literals {
  private Literals() {}

  /**
   * Returns what stands between the quotes, doubled ones made single, continuations joined.
   *
   * @param start the literal's first character, perhaps a prefix before the quote
   */
  static String unquote(String text, int start, int end, char quote) {
    int open = text.indexOf(quote, start);
    int next = text.indexOf(quote, open + 1);
    if (next == end - 1) {
      return text.substring(open + 1, next);
    }
    StringBuilder value = new StringBuilder(end - open);
    int from = open + 1;
    while (next < end - 1) {
      value.append(text, from, next);
      if (text.charAt(next + 1) == quote) {
        value.append(quote);
        from = next + 2;
      } else {
        from = afterQuoteThatContinues(text, next + 1);
      }
      next = text.indexOf(quote, from);
    }
    return value.append(text, from, end - 1).toString();
  }

  /** Passes blanks and line comments, which may hold quotes, up to the quote that goes on. */
  static int afterQuoteThatContinues(String text, int from) {
    int i = from;
    while (text.charAt(i) != '\'') {
      if (text.charAt(i) == '-') {
        while (!Characters.isNewline(text.charAt(i))) {
          i++;
        }
      }
      i++;
    }
    return i + 1;
  }

  static String withoutDollars(String text, int start, int end) {
    int tagLength = text.indexOf('$', start + 1) + 1 - start;
    return text.substring(start + tagLength, end - tagLength);
  }
}
