// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

import java.util.List;

/**
 * A column of texts.
 *
 * @param codes shape {@code [rows]}, places in {@code dictionary}, {@link #MISSING} where NULL
 * @param dictionary the different texts in order of first appearance
 */
public record TextValues(int[] codes, List<String> dictionary) implements ColumnValues {
  /** The code of a NULL. */
  public static final int MISSING = -1;

  public TextValues {
    dictionary = List.copyOf(dictionary);
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] == MISSING;
  }

  /** The dictionary stays as it is, whether all its texts are left or not. */
  @Override
  public TextValues select(int[] rowIndexes) {
    int[] selected = new int[rowIndexes.length];
    for (int row = 0; row < rowIndexes.length; row++) {
      selected[row] = codes[rowIndexes[row]];
    }
    return new TextValues(selected, dictionary);
  }
}
