// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import dev.mynah.ml.dataset.FeatureMatrix;

/**
 * What each feature means to any model: by how much the scores of some rows change when they get
 * each other's values of it (after Breiman, <i>Random Forests</i>, Machine Learning 45, 2001, there
 * with the loss in place of the scores).
 */
public final class ShuffleImportance {
  private static final int MAX_ROWS = 500;

  private ShuffleImportance() {}

  /** Returns shares that add up to 1 unless all are 0. */
  public static double[] of(Model model, FeatureMatrix features) {
    int rows = Math.min(MAX_ROWS, features.rows());
    int[] chosen = new int[rows];
    for (int row = 0; row < rows; row++) {
      chosen[row] = (int) ((long) row * features.rows() / rows);
    }
    FeatureMatrix sample = features.select(chosen);
    double[] scores = new double[rows * model.outputs()];
    model.addScores(sample, scores);
    double[] shares = new double[sample.columns().length];
    double total = 0;
    for (int feature = 0; feature < shares.length; feature++) {
      shares[feature] = change(model, sample, feature, scores);
      total += shares[feature];
    }
    for (int feature = 0; feature < shares.length && total > 0; feature++) {
      shares[feature] /= total;
    }
    return shares;
  }

  /** Gives each row the value of the one that comes a third of the rows later. */
  private static double change(Model model, FeatureMatrix sample, int feature, double[] scores) {
    int rows = sample.rows();
    float[][] columns = sample.columns().clone();
    columns[feature] = new float[rows];
    for (int row = 0; row < rows; row++) {
      columns[feature][row] = sample.columns()[feature][(row + rows / 3 + 1) % rows];
    }
    double[] changed = new double[scores.length];
    model.addScores(new FeatureMatrix(sample.features(), columns, rows), changed);
    double sum = 0;
    for (int place = 0; place < scores.length; place++) {
      sum += Math.abs(changed[place] - scores[place]) / scores.length;
    }
    return sum;
  }
}
