// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

/**
 * Turns indexes into positions: PostgreSQL counts characters from 1, and Java counts some of them
 * twice. Asking in ascending order takes linear time in all.
 */
final class Positions {
  private final String text;
  private int knownIndex;
  private int knownCount;

  Positions(String text) {
    this.text = text;
  }

  /** Returns the position of the character at this index. */
  int of(int index) {
    int wanted = Math.min(index, text.length());
    if (wanted < knownIndex) {
      knownIndex = 0;
      knownCount = 0;
    }
    knownCount += text.codePointCount(knownIndex, wanted);
    knownIndex = wanted;
    return knownCount + 1;
  }
}
