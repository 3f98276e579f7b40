// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

/**
 * Ends operators as PostgreSQL does: at a comment, and without a last {@code +} or {@code -} unless
 * the operator holds a character beyond standard SQL's. What is known of a run of operator
 * characters is kept while it is cut up, so that long runs take linear time.
 */
final class OperatorRun {
  private final String text;
  private int runEnd = -1;
  private int lastBeyondSql;
  private int signsStart;

  OperatorRun(String text) {
    this.text = text;
  }

  /** Returns the index after the operator that begins at {@code start}. */
  int endOf(int start) {
    if (start >= runEnd) {
      measure(start);
    }
    boolean mayEndInSign = lastBeyondSql >= start;
    return mayEndInSign ? runEnd : Math.max(start + 1, signsStart);
  }

  private void measure(int start) {
    lastBeyondSql = -1;
    int i = start;
    while (i < text.length() && Characters.isOperator(text.charAt(i)) && !beginsComment(i)) {
      if (Characters.isBeyondSql(text.charAt(i))) {
        lastBeyondSql = i;
      }
      i++;
    }
    runEnd = i;
    signsStart = i;
    while (signsStart > start && isSign(text.charAt(signsStart - 1))) {
      signsStart--;
    }
  }

  private boolean beginsComment(int i) {
    if (i + 1 >= text.length()) {
      return false;
    }
    char c = text.charAt(i);
    char next = text.charAt(i + 1);
    return (c == '-' && next == '-') || (c == '/' && next == '*');
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }
}
