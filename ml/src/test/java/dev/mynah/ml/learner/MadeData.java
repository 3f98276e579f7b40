// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.List;
import java.util.Random;

/** Rows made for tests of learners: two quantities that matter, one category, one noise. */
public final class MadeData {
  private static final List<Feature> FEATURES =
      List.of(
          new Feature("a", 0), new Feature("b", 0), new Feature("c", 3), new Feature("noise", 0));

  private MadeData() {}

  /**
   * Makes rows.
   *
   * @param classes 0 for values, else how many classes
   */
  public static TrainingRows rows(int rows, int classes, long seed) {
    Random random = new Random(seed);
    float[][] columns = new float[4][rows];
    double[] target = new double[rows];
    for (int row = 0; row < rows; row++) {
      float a = random.nextFloat() * 2 - 1;
      float b = random.nextFloat() * 2 - 1;
      int c = random.nextInt(3);
      columns[0][row] = row % 19 == 0 ? Float.NaN : a;
      columns[1][row] = b;
      columns[2][row] = row % 23 == 0 ? Float.NaN : c;
      columns[3][row] = random.nextFloat();
      double value = a * b * 3 + c + 0.2 * random.nextGaussian();
      target[row] = classes == 0 ? value : Math.clamp((int) Math.floor(value), 0, classes - 1);
    }
    return new TrainingRows(new FeatureMatrix(FEATURES, columns, rows), target, classes);
  }

  /** Returns the mean loss of a model. */
  public static double loss(Model model, TrainingRows rows) {
    return rows.meanLoss(scores(model, rows));
  }

  public static double[] scores(Model model, TrainingRows rows) {
    double[] raw = new double[rows.rows() * model.outputs()];
    model.addScores(rows.features(), raw);
    return raw;
  }

  /** Returns the loss of the best constant answer. */
  public static double baseline(TrainingRows rows) {
    int classes = rows.classes();
    double[] shares = new double[Math.max(1, classes)];
    for (double value : rows.target()) {
      shares[classes == 0 ? 0 : (int) value] += (classes == 0 ? value : 1) / rows.rows();
    }
    int outputs = classes > 2 ? classes : 1;
    double[] raw = new double[rows.rows() * outputs];
    for (int place = 0; place < raw.length; place++) {
      raw[place] =
          switch (classes) {
            case 0 -> shares[0];
            case 2 -> Math.log(shares[1] / shares[0]);
            default -> Math.log(shares[place % outputs]);
          };
    }
    return rows.meanLoss(raw);
  }
}
