// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

/**
 * A name as a user wrote it: folded to lower case without quotes, kept as it was with them.
 *
 * @param position its first character in the statement, from 1
 */
public record Name(String text, boolean quoted, int position) {
  @Override
  public String toString() {
    return text;
  }
}
