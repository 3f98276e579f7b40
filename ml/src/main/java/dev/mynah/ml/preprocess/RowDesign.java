// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out rows for learners that need numbers of like size: a quantity as its normal score, beside
 * a flag where training lacked values; a category as one of as many indicators, and one more for
 * the missing ones. Immutable.
 *
 * @param terms one a feature
 */
public record RowDesign(List<Term> terms) {
  public RowDesign {
    terms = List.copyOf(terms);
  }

  /** How one feature is laid out. */
  public sealed interface Term {}

  /**
   * A quantity.
   *
   * @param flagged whether missing values have a column of their own
   */
  public record Quantity(NormalScores scale, boolean flagged) implements Term {}

  /** A category; those of {@code cardinality} and beyond, and NaN, count as missing. */
  public record Category(int cardinality) implements Term {}

  /** Learns from training rows. */
  public static RowDesign fit(FeatureMatrix features) {
    List<Term> terms = new ArrayList<>();
    for (int index = 0; index < features.features().size(); index++) {
      Feature feature = features.features().get(index);
      float[] column = features.columns()[index];
      terms.add(
          feature.isCategorical()
              ? new Category(feature.cardinality())
              : new Quantity(
                  NormalScores.fit(column, features.rows()), hasMissing(column, features.rows())));
    }
    return new RowDesign(terms);
  }

  private static boolean hasMissing(float[] column, int rows) {
    for (int row = 0; row < rows; row++) {
      if (Float.isNaN(column[row])) {
        return true;
      }
    }
    return false;
  }

  /** Columns of quantities and their flags. */
  public int dense() {
    int dense = 0;
    for (Term term : terms) {
      dense +=
          switch (term) {
            case Quantity quantity -> quantity.flagged() ? 2 : 1;
            case Category category -> 0;
          };
    }
    return dense;
  }

  /** Features that are categories. */
  public int categorical() {
    return (int) terms.stream().filter(Category.class::isInstance).count();
  }

  /** Indicator columns of all categories. */
  public int indicators() {
    int indicators = 0;
    for (Term term : terms) {
      indicators +=
          switch (term) {
            case Quantity quantity -> 0;
            case Category category -> category.cardinality() + 1;
          };
    }
    return indicators;
  }

  /** Lays out the rows from {@code from} to {@code to - 1}. */
  public DesignRows lay(FeatureMatrix features, int from, int to) {
    int dense = dense();
    int categorical = categorical();
    float[] quantities = new float[(to - from) * dense];
    int[] places = new int[(to - from) * categorical];
    int column = 0;
    int slot = 0;
    int indicator = 0;
    for (int index = 0; index < terms.size(); index++) {
      float[] values = features.columns()[index];
      switch (terms.get(index)) {
        case Quantity quantity -> {
          for (int row = from; row < to; row++) {
            quantities[(row - from) * dense + column] = (float) quantity.scale().score(values[row]);
            if (quantity.flagged() && Float.isNaN(values[row])) {
              quantities[(row - from) * dense + column + 1] = 1;
            }
          }
          column += quantity.flagged() ? 2 : 1;
        }
        case Category category -> {
          int cardinality = category.cardinality();
          for (int row = from; row < to; row++) {
            float value = values[row];
            boolean known = value >= 0 && value < cardinality;
            places[(row - from) * categorical + slot] =
                indicator + (known ? (int) value : cardinality);
          }
          slot++;
          indicator += cardinality + 1;
        }
      }
    }
    return new DesignRows(to - from, quantities, places);
  }

  public DesignRows lay(FeatureMatrix features) {
    return lay(features, 0, features.rows());
  }
}
