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

  private static final double TREES_DEADLINE = 0.7;
  private static final double TREES_EFFORT = 5;

  /** Small tables need small leaves, large ones do not need large leaves. */
  private static final int ROWS_A_LEAF_SHARE = 50;

  private static final int MIN_ROWS_A_LEAF = 3;
  private static final int MAX_ROWS_A_LEAF = 20;

  private Portfolio() {}

  private static Candidate trees(String name, Recipe recipe) {
    return new Candidate(name, recipe, TREES_DEADLINE, TREES_EFFORT);
  }

  static List<Candidate> of(ModelType type, int rows) {
    List<Candidate> candidates = new ArrayList<>();
    if (type != ModelType.BOOSTED_TREES) {
      int number = 1;
      for (double penalty : new double[] {0.1, 1, 10}) {
        String name = "linear-" + number++;
        candidates.add(new Candidate(name, new Recipe.Linear(penalty), LINEAR_DEADLINE, 1));
      }
    }
    if (type != ModelType.LINEAR_LEARNER) {
      int minRows = Math.clamp(rows / ROWS_A_LEAF_SHARE, MIN_ROWS_A_LEAF, MAX_ROWS_A_LEAF);
      candidates.add(trees("trees-1", new Recipe.Trees(0.1, 31, minRows)));
      candidates.add(trees("trees-2", new Recipe.Trees(0.05, 31, minRows)));
      candidates.add(trees("trees-3", new Recipe.Trees(0.05, 8, minRows)));
    }
    return candidates;
  }
}
