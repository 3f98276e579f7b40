// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.learner.tree.BoostedTreesTrainer;
import dev.mynah.ml.learner.tree.Forest;
import dev.mynah.ml.learner.tree.ForestKind;
import dev.mynah.ml.learner.tree.ForestTrainer;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import dev.mynah.ml.learner.tree.TreeShape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TreeShapleyTest {
  private static final int FEATURES = 8;

  /** The second and the third feature belong together, as do the last two. */
  private static final Players GROUPED = new Players(new int[] {0, 1, 1, 2, 3, 4, 5, 5});

  @Test
  void equalsTheSumOverAllSetsOfFeatures() {
    for (int classes : new int[] {0, 2}) {
      TrainingRows rows = AllSets.rows(400, FEATURES, classes);
      TreeEnsemble trees = trained(rows, 12);
      FeatureMatrix background = AllSets.first(rows.features(), 10);
      for (Players players : List.of(Players.each(FEATURES), GROUPED)) {
        TreeShapley shapley =
            new TreeShapley(trees.trees(), 0, trees.baseScores()[0], 1, background, players);
        for (int row = 10; row < 30; row++) {
          double[] values = new double[players.count()];
          shapley.explain(rows.features(), row, values);
          assertThat(values)
              .containsExactly(
                  AllSets.values(
                      AllSets.output(trees, 0), rows.features(), row, background, players),
                  within(1e-9));
        }
      }
    }
  }

  @Test
  void forestsOfClassesAreExplainedByTheirProbabilities() {
    TrainingRows rows = AllSets.rows(300, FEATURES, 3);
    Forest forest =
        (Forest)
            new ForestTrainer(ForestKind.EXTRA_TREES, 15, 2, 0, 1)
                .train(rows, null, TrainingControl.UNLIMITED)
                .model();
    FeatureMatrix background = AllSets.first(rows.features(), 8);
    for (int label = 0; label < 3; label++) {
      PermutationShapley.Function logarithm = AllSets.output(forest, label);
      TreeShapley shapley =
          new TreeShapley(
              forest.treeNodes(),
              label,
              forest.baseAnswer(label),
              forest.treeShare(),
              background,
              GROUPED);
      PermutationShapley.Function probability =
          (some, result) -> {
            logarithm.answer(some, result);
            Arrays.setAll(result, index -> Math.exp(result[index]));
          };
      for (int row = 10; row < 16; row++) {
        double[] values = new double[GROUPED.count()];
        shapley.explain(rows.features(), row, values);
        assertThat(values)
            .containsExactly(
                AllSets.values(probability, rows.features(), row, background, GROUPED),
                within(1e-6));
      }
    }
  }

  @Test
  void addsUpToTheScoreOfValues() {
    TrainingRows rows = AllSets.rows(1_000, FEATURES, 0);
    TreeEnsemble trees = trained(rows, 60);
    TreeShapley shapley =
        new TreeShapley(
            trees.trees(),
            0,
            trees.baseScores()[0],
            1,
            AllSets.first(rows.features(), 50),
            Players.each(FEATURES));
    double[] raw = new double[1_000];
    trees.addScores(rows.features(), raw);
    for (int row = 0; row < 1_000; row += 7) {
      double[] values = new double[FEATURES];
      shapley.explain(rows.features(), row, values);
      assertThat(shapley.expected() + Arrays.stream(values).sum())
          .isCloseTo(raw[row], within(1e-9));
    }
  }

  @Test
  void aTreeWithoutSplitsExplainsNothing() {
    TrainingRows rows = AllSets.rows(30, FEATURES, 0);
    TreeShapley shapley =
        new TreeShapley(List.of(), 0, 2, 1, rows.features(), Players.each(FEATURES));
    double[] values = new double[FEATURES];
    shapley.explain(rows.features(), 0, values);
    assertThat(shapley.expected()).isEqualTo(2);
    assertThat(values).containsOnly(0);
  }

  private static TreeEnsemble trained(TrainingRows rows, int rounds) {
    Loss loss = rows.classes() == 0 ? Loss.SQUARED_ERROR : Loss.LOGISTIC;
    return (TreeEnsemble)
        BoostedTreesTrainer.defaults(loss)
            .withRounds(rounds)
            .withShape(TreeShape.defaults().withMinRows(5))
            .train(rows, null, TrainingControl.UNLIMITED)
            .model();
  }
}
