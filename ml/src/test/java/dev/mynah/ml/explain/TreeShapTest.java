// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.learner.tree.BoostedTreesTrainer;
import dev.mynah.ml.learner.tree.Tree;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import dev.mynah.ml.learner.tree.TreeShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TreeShapTest {
  private static final int FEATURES = 8;

  @Test
  void equalsTheSumOverAllSetsOfFeatures() {
    for (int classes : new int[] {0, 2, 3}) {
      TrainingRows rows = rows(400, classes);
      TreeEnsemble trees = trained(rows, 12);
      TreeShap shap = new TreeShap(trees);
      for (int row = 0; row < 20; row++) {
        double[][] values = shap.explain(rows.features(), row);
        for (int output = 0; output < trees.outputs(); output++) {
          for (int feature = 0; feature < FEATURES; feature++) {
            assertThat(values[output][feature])
                .isCloseTo(bySets(trees, rows.features(), row, output, feature), within(1e-9));
          }
        }
      }
    }
  }

  @Test
  void addsUpToTheRawScore() {
    TrainingRows rows = rows(1_000, 3);
    TreeEnsemble trees = trained(rows, 60);
    TreeShap shap = new TreeShap(trees);
    double[] raw = new double[1_000 * 3];
    trees.addScores(rows.features(), raw);
    for (int row = 0; row < 1_000; row += 7) {
      double[][] values = shap.explain(rows.features(), row);
      for (int output = 0; output < 3; output++) {
        assertThat(shap.expected()[output] + Arrays.stream(values[output]).sum())
            .isCloseTo(raw[row * 3 + output], within(1e-6));
      }
    }
  }

  @Test
  void aTreeWithoutSplitsExplainsNothing() {
    TrainingRows rows = rows(30, 0);
    TreeShap shap = new TreeShap(new TreeEnsemble(new double[] {2}, List.of()));
    assertThat(shap.expected()).containsExactly(2);
    assertThat(shap.explain(rows.features(), 0)[0]).containsOnly(0);
  }

  /** The definition: the mean gain of knowing the feature over all sets of the others. */
  private static double bySets(
      TreeEnsemble trees, FeatureMatrix features, int row, int output, int feature) {
    double sum = 0;
    for (int set = 0; set < 1 << FEATURES; set++) {
      if ((set >> feature & 1) == 0) {
        int size = Integer.bitCount(set);
        double weight = 1.0 / (FEATURES * choose(FEATURES - 1, size));
        sum +=
            weight
                * (known(trees, features, row, output, set | 1 << feature)
                    - known(trees, features, row, output, set));
      }
    }
    return sum;
  }

  private static double choose(int of, int size) {
    double ways = 1;
    for (int index = 0; index < size; index++) {
      ways = ways * (of - index) / (index + 1);
    }
    return ways;
  }

  /** The expected score when the features of a set are known. */
  private static double known(
      TreeEnsemble trees, FeatureMatrix features, int row, int output, int set) {
    double sum = 0;
    for (int index = output; index < trees.trees().size(); index += trees.outputs()) {
      sum += known(trees.trees().get(index), 0, features, row, set);
    }
    return sum;
  }

  private static double known(Tree tree, int node, FeatureMatrix features, int row, int set) {
    if (tree.isLeaf(node)) {
      return tree.value()[node];
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    int feature = tree.feature()[node];
    if ((set >> feature & 1) == 1) {
      boolean goesLeft = tree.goesLeft(node, features.columns()[feature][row]);
      return known(tree, goesLeft ? left : right, features, row, set);
    }
    double share = tree.cover()[left] / (tree.cover()[left] + tree.cover()[right]);
    return share * known(tree, left, features, row, set)
        + (1 - share) * known(tree, right, features, row, set);
  }

  private static TreeEnsemble trained(TrainingRows rows, int rounds) {
    Loss loss =
        rows.classes() == 0
            ? Loss.SQUARED_ERROR
            : rows.classes() == 2 ? Loss.LOGISTIC : Loss.SOFTMAX;
    return (TreeEnsemble)
        BoostedTreesTrainer.defaults(loss)
            .withRounds(rounds)
            .withShape(TreeShape.defaults().withMinRows(5))
            .train(rows, null, TrainingControl.UNLIMITED)
            .model();
  }

  /** Eight features, of which two are categories, some missing, and a target of their products. */
  private static TrainingRows rows(int count, int classes) {
    Random random = new Random(count);
    List<Feature> kinds = new ArrayList<>();
    float[][] columns = new float[FEATURES][count];
    for (int feature = 0; feature < FEATURES; feature++) {
      kinds.add(new Feature("f" + feature, feature % 4 == 3 ? 5 : 0));
      for (int row = 0; row < count; row++) {
        float value = feature % 4 == 3 ? random.nextInt(5) : (float) random.nextGaussian();
        columns[feature][row] = random.nextInt(10) == 0 ? Float.NaN : value;
      }
    }
    double[] target = new double[count];
    for (int row = 0; row < count; row++) {
      double value = known(columns[0][row]) * known(columns[1][row]) + known(columns[3][row]) / 2;
      value += known(columns[5][row]) + 0.3 * random.nextGaussian();
      target[row] = classes == 0 ? value : Math.clamp((long) Math.floor(value), 0, classes - 1);
    }
    return new TrainingRows(new FeatureMatrix(kinds, columns, count), target, classes);
  }

  private static double known(float value) {
    return Float.isNaN(value) ? 0 : value;
  }
}
