// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.TrainingRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Shapley values by their definition: over all sets of players. */
final class AllSets {
  private AllSets() {}

  /** Returns the values of one row. */
  static double[] values(
      PermutationShapley.Function function,
      FeatureMatrix features,
      int row,
      FeatureMatrix background,
      Players players) {
    int count = players.count();
    double[] ofSet = new double[1 << count];
    for (int set = 0; set < ofSet.length; set++) {
      ofSet[set] = known(function, features, row, background, players, set);
    }
    double[] values = new double[count];
    for (int player = 0; player < count; player++) {
      for (int set = 0; set < ofSet.length; set++) {
        if ((set >> player & 1) == 0) {
          double weight = 1.0 / (count * choose(count - 1, Integer.bitCount(set)));
          values[player] += weight * (ofSet[set | 1 << player] - ofSet[set]);
        }
      }
    }
    return values;
  }

  private static double choose(int of, int size) {
    double ways = 1;
    for (int index = 0; index < size; index++) {
      ways = ways * (of - index) / (index + 1);
    }
    return ways;
  }

  /** The mean answer when the players of a set have the row's features. */
  private static double known(
      PermutationShapley.Function function,
      FeatureMatrix features,
      int row,
      FeatureMatrix background,
      Players players,
      int set) {
    float[][] columns = new float[background.columns().length][];
    for (int feature = 0; feature < columns.length; feature++) {
      columns[feature] = Arrays.copyOf(background.columns()[feature], background.rows());
      if ((set >> players.ofFeature()[feature] & 1) == 1) {
        Arrays.fill(columns[feature], features.columns()[feature][row]);
      }
    }
    double[] answers = new double[background.rows()];
    function.answer(new FeatureMatrix(background.features(), columns, background.rows()), answers);
    return Arrays.stream(answers).average().orElseThrow();
  }

  /** Returns a function of one output of a model. */
  static PermutationShapley.Function output(Model model, int output) {
    return (rows, result) -> {
      double[] raw = new double[rows.rows() * model.outputs()];
      model.addScores(rows, raw);
      for (int row = 0; row < rows.rows(); row++) {
        result[row] = raw[row * model.outputs() + output];
      }
    };
  }

  static FeatureMatrix first(FeatureMatrix features, int rows) {
    int[] chosen = new int[rows];
    Arrays.setAll(chosen, index -> index);
    return features.select(chosen);
  }

  /** Makes features, of which every fourth is a category, some missing, and a target of them. */
  static TrainingRows rows(int count, int features, int classes) {
    Random random = new Random(count);
    List<Feature> kinds = new ArrayList<>();
    float[][] columns = new float[features][count];
    for (int feature = 0; feature < features; feature++) {
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
