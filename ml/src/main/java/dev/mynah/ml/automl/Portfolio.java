// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.ArrayList;
import java.util.List;

/**
 * The candidates in the order to try them: cheap ones that seldom fail first, then what is most
 * likely to win.
 */
final class Portfolio {
  private static final double LINEAR_DEADLINE = 0.25;

  private Portfolio() {}

  static List<Candidate> of(ModelType type) {
    List<Candidate> candidates = new ArrayList<>();
    if (type != ModelType.BOOSTED_TREES) {
      int number = 1;
      for (double penalty : new double[] {0.1, 1, 10}) {
        String name = "linear-" + number++;
        candidates.add(new Candidate(name, new Recipe.Linear(penalty), LINEAR_DEADLINE, 1));
      }
    }
    return candidates;
  }
}
