// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neighbour;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.preprocess.DesignRows;
import dev.mynah.ml.preprocess.RowDesign;
import java.util.Arrays;

/**
 * Training rows that answer for rows near them, the nearer the louder. A row takes time
 * proportional to training rows times features.
 */
public final class NearestRows implements Model {
  private static final int BLOCK_ROWS = 256;

  /** What the farthest of the neighbours counts beside a row at distance 0. */
  private static final double FARTHEST = 0.1;

  private final RowDesign design;
  private final float[] factors;
  private final int neighbours;
  private final int classes;
  private final double[] target;
  private final DesignRows rows;
  private final double[] base;

  /** By column, scaled: quantities and their flags, then the places of categories. */
  private final float[][] columns;

  private final int[][] places;

  /** The factor of each column of quantities, and what categories that differ add to a distance. */
  private final float[] columnFactors;

  private final float[] categorySquares;

  /**
   * Makes a model of rows.
   *
   * @param factors what each feature's differences are multiplied by
   * @param classes 0 for values
   * @param rows not scaled
   */
  NearestRows(
      RowDesign design,
      float[] factors,
      int neighbours,
      int classes,
      double[] target,
      DesignRows rows) {
    this.design = design;
    this.factors = factors.clone();
    this.neighbours = neighbours;
    this.classes = classes;
    this.target = target.clone();
    this.rows = rows;
    this.base = base();
    int dense = design.dense();
    int categorical = design.categorical();
    columnFactors = new float[dense];
    categorySquares = new float[categorical];
    int column = 0;
    int slot = 0;
    for (int feature = 0; feature < factors.length; feature++) {
      switch (design.terms().get(feature)) {
        case RowDesign.Quantity quantity -> {
          columnFactors[column++] = factors[feature];
          if (quantity.flagged()) {
            columnFactors[column++] = factors[feature];
          }
        }
        case RowDesign.Category category ->
            categorySquares[slot++] = 2 * factors[feature] * factors[feature];
      }
    }
    columns = new float[dense][rows.rows()];
    places = new int[categorical][rows.rows()];
    for (int row = 0; row < rows.rows(); row++) {
      for (int place = 0; place < dense; place++) {
        columns[place][row] = rows.quantities()[row * dense + place] * columnFactors[place];
      }
      for (int place = 0; place < categorical; place++) {
        places[place][row] = rows.places()[row * categorical + place];
      }
    }
  }

  /** Returns the shares of the classes, one row's worth of which joins every answer. */
  private double[] base() {
    double[] shares = new double[Math.max(1, classes)];
    for (double value : target) {
      shares[classes == 0 ? 0 : (int) value] += 1.0 / target.length;
    }
    return shares;
  }

  RowDesign design() {
    return design;
  }

  float[] factors() {
    return factors;
  }

  int neighbours() {
    return neighbours;
  }

  int classes() {
    return classes;
  }

  double[] target() {
    return target;
  }

  DesignRows rows() {
    return rows;
  }

  @Override
  public int outputs() {
    return classes > 2 ? classes : 1;
  }

  @Override
  public void addScores(FeatureMatrix features, double[] raw) {
    float[] distances = new float[target.length];
    Nearest nearest = new Nearest(neighbours);
    for (int from = 0; from < features.rows(); from += BLOCK_ROWS) {
      int to = Math.min(features.rows(), from + BLOCK_ROWS);
      DesignRows asked = design.lay(features, from, to);
      for (int row = 0; row < asked.rows(); row++) {
        measure(asked, row, distances);
        nearest.find(distances);
        answer(nearest, raw, (from + row) * outputs());
      }
    }
  }

  private void measure(DesignRows asked, int row, float[] distances) {
    Arrays.fill(distances, 0);
    for (int column = 0; column < columns.length; column++) {
      float own = asked.quantities()[row * columns.length + column] * columnFactors[column];
      float[] values = columns[column];
      for (int other = 0; other < distances.length; other++) {
        float difference = values[other] - own;
        distances[other] += difference * difference;
      }
    }
    for (int slot = 0; slot < places.length; slot++) {
      int own = asked.places()[row * places.length + slot];
      int[] others = places[slot];
      float square = categorySquares[slot];
      for (int other = 0; other < distances.length; other++) {
        distances[other] += others[other] == own ? 0 : square;
      }
    }
  }

  private void answer(Nearest nearest, double[] raw, int to) {
    double reach = Math.max(nearest.farthest(), Float.MIN_NORMAL);
    double[] sums = base.clone();
    double total = 1;
    double values = 0;
    for (int index = 0; index < neighbours; index++) {
      double weight = 1 - (1 - FARTHEST) * nearest.distance(index) / reach;
      double truth = target[nearest.row(index)];
      if (classes == 0) {
        values += weight * truth;
      } else {
        sums[(int) truth] += weight;
      }
      total += weight;
    }
    if (classes == 0) {
      raw[to] += values / (total - 1);
    } else if (classes == 2) {
      raw[to] += StrictMath.log(sums[1] / sums[0]);
    } else {
      for (int label = 0; label < classes; label++) {
        raw[to + label] += StrictMath.log(Math.max(sums[label] / total, 1e-12));
      }
    }
  }

  /** Returns the shares of the features in a distance. */
  @Override
  public double[] importance(FeatureMatrix features) {
    double[] shares = new double[factors.length];
    double total = 0;
    for (float factor : factors) {
      total += factor * factor;
    }
    for (int feature = 0; feature < shares.length && total > 0; feature++) {
      shares[feature] = factors[feature] * factors[feature] / total;
    }
    return shares;
  }
}
