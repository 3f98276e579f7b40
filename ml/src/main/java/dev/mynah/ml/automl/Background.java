// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.Arrays;

/** The rows that stand for all others when an answer is explained. */
final class Background {
  /** More of them tell the expected answer better, and take as much longer to compare with. */
  private static final int ROWS = 100;

  private Background() {}

  /** Chooses rows that are evenly spread over the canonical order, which is none of the values. */
  static FeatureMatrix of(FeatureMatrix features) {
    int[] chosen = new int[Math.min(ROWS, features.rows())];
    Arrays.setAll(chosen, index -> (int) ((long) index * features.rows() / chosen.length));
    return features.select(chosen);
  }
}
