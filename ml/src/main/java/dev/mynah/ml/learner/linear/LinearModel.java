// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.linear;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Model;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** A weighted sum of the features for each output. */
public final class LinearModel implements Model {
  private final double[] intercepts;
  private final List<LinearTerm> terms;

  /**
   * Makes a model of one term a feature.
   *
   * @param intercepts shape {@code [outputs]}
   */
  LinearModel(double[] intercepts, List<LinearTerm> terms) {
    this.intercepts = intercepts.clone();
    this.terms = List.copyOf(terms);
  }

  @Override
  public int outputs() {
    return intercepts.length;
  }

  /**
   * Returns what each feature adds to one output of each row.
   *
   * @return shape {@code [features][rows]}
   */
  public double[][] contributions(FeatureMatrix features, int output) {
    double[][] contributions = new double[terms.size()][features.rows()];
    for (int feature = 0; feature < contributions.length; feature++) {
      double[] raw = new double[features.rows() * intercepts.length];
      terms.get(feature).addScores(features.columns()[feature], features.rows(), raw);
      for (int row = 0; row < features.rows(); row++) {
        contributions[feature][row] = raw[row * intercepts.length + output];
      }
    }
    return contributions;
  }

  /** Returns what an output is without any feature. */
  public double intercept(int output) {
    return intercepts[output];
  }

  double[] intercepts() {
    return intercepts;
  }

  /** Returns what each feature adds. */
  public List<LinearTerm> terms() {
    return terms;
  }

  @Override
  public void addScores(FeatureMatrix features, double[] raw) {
    for (int row = 0; row < features.rows(); row++) {
      for (int output = 0; output < intercepts.length; output++) {
        raw[row * intercepts.length + output] += intercepts[output];
      }
    }
    for (int feature = 0; feature < terms.size(); feature++) {
      terms.get(feature).addScores(features.columns()[feature], features.rows(), raw);
    }
  }

  /**
   * Returns the share of each feature in the variation of the scores of some rows, adding up to 1
   * unless all are 0.
   */
  @Override
  public double[] importance(FeatureMatrix features) {
    double[] shares = new double[terms.size()];
    double total = 0;
    for (int feature = 0; feature < shares.length; feature++) {
      double[] raw = new double[features.rows() * intercepts.length];
      terms.get(feature).addScores(features.columns()[feature], features.rows(), raw);
      shares[feature] = meanDeviation(raw, features.rows());
      total += shares[feature];
    }
    for (int feature = 0; feature < shares.length && total > 0; feature++) {
      shares[feature] /= total;
    }
    return shares;
  }

  private double meanDeviation(double[] raw, int rows) {
    double sum = 0;
    for (int output = 0; output < intercepts.length; output++) {
      double mean = 0;
      for (int row = 0; row < rows; row++) {
        mean += raw[row * intercepts.length + output] / rows;
      }
      double squares = 0;
      for (int row = 0; row < rows; row++) {
        double deviation = raw[row * intercepts.length + output] - mean;
        squares += deviation * deviation / rows;
      }
      sum += Math.sqrt(squares);
    }
    return sum;
  }

  /** Writes the model so that {@link #read} gives one of bit-equal scores. */
  public void write(DataOutput output) throws IOException {
    LinearModelBytes.write(this, output);
  }

  /**
   * Reads a model.
   *
   * @throws IOException when the bytes are not those of a model
   */
  public static LinearModel read(DataInput input) throws IOException {
    return LinearModelBytes.read(input);
  }
}
