// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.derive;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the terms of texts say of a target: a linear score for each output, which takes the place of
 * the features that tell which terms there are. Each term counts by its rarity, each row as much as
 * any other.
 *
 * @param hidden the places of these features, rising
 * @param rarity one a term
 * @param weights shape {@code [terms * outputs]}, term by term
 * @param base one an output
 */
public record TermScores(int[] hidden, float[] rarity, float[] weights, float[] base) {
  /** Terms a feature. */
  static final int A_FEATURE = 24;

  int outputs() {
    return base.length;
  }

  /** Returns the terms of a row, rising. */
  static int[] terms(FeatureMatrix matrix, int[] hidden, int row) {
    int[] found = new int[hidden.length * A_FEATURE];
    int count = 0;
    for (int index = 0; index < hidden.length; index++) {
      // A missing text is NaN, which becomes 0.
      int bits = (int) matrix.columns()[hidden[index]][row];
      for (; bits != 0; bits &= bits - 1) {
        found[count++] = index * A_FEATURE + Integer.numberOfTrailingZeros(bits);
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Returns what all terms of a row are multiplied by, so that rows of many count no more. */
  static float scale(int[] terms, float[] rarity) {
    float squares = 0;
    for (int term : terms) {
      squares += rarity[term] * rarity[term];
    }
    return squares > 0 ? 1 / (float) Math.sqrt(squares) : 0;
  }

  /** Adds up the scores of some terms. */
  void score(int[] terms, float[] scores) {
    System.arraycopy(base, 0, scores, 0, base.length);
    float scale = scale(terms, rarity);
    for (int term : terms) {
      float value = rarity[term] * scale;
      for (int output = 0; output < scores.length; output++) {
        scores[output] += value * weights[term * scores.length + output];
      }
    }
  }

  /** Returns the scores of rows, one column an output. */
  float[][] scores(FeatureMatrix matrix) {
    float[][] columns = new float[outputs()][matrix.rows()];
    float[] scores = new float[outputs()];
    for (int row = 0; row < matrix.rows(); row++) {
      score(terms(matrix, hidden, row), scores);
      for (int output = 0; output < scores.length; output++) {
        columns[output][row] = scores[output];
      }
    }
    return columns;
  }

  /** Returns the features that are not hidden, with scores behind them. */
  FeatureMatrix extended(FeatureMatrix matrix, float[][] scores) {
    List<Feature> features = new ArrayList<>();
    List<float[]> columns = new ArrayList<>();
    for (int feature : visible(matrix.features().size())) {
      features.add(matrix.features().get(feature));
      columns.add(matrix.columns()[feature]);
    }
    for (int output = 0; output < scores.length; output++) {
      features.add(new Feature("terms_" + output, 0));
      columns.add(scores[output]);
    }
    return new FeatureMatrix(features, columns.toArray(float[][]::new), matrix.rows());
  }

  /** Returns the places of the features that are not hidden. */
  int[] visible(int features) {
    int[] visible = new int[features - hidden.length];
    int count = 0;
    for (int feature = 0; feature < features; feature++) {
      if (Arrays.binarySearch(hidden, feature) < 0) {
        visible[count++] = feature;
      }
    }
    return visible;
  }

  /** Returns how much of the scores is due to each hidden feature, adding up to 1. */
  double[] shares() {
    double[] shares = new double[hidden.length];
    double sum = 0;
    for (int index = 0; index < weights.length; index++) {
      double size = Math.abs(weights[index]);
      shares[index / outputs() / A_FEATURE] += size;
      sum += size;
    }
    for (int index = 0; index < shares.length; index++) {
      shares[index] = sum > 0 ? shares[index] / sum : 1.0 / shares.length;
    }
    return shares;
  }
}
