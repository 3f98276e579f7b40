// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.spi.data.DataType;

/**
 * What became of a column of the training rows.
 *
 * @param feature the name of the feature; a derived one has a name of its own
 * @param column the column that it comes from
 * @param reason why it was dropped or how it is encoded, as a phrase: {@code constant}
 * @param importance share of what the model learnt that is due to it, in [0, 1]; 0 when dropped
 * @param missingShare share of rows without a value, in [0, 1]
 * @param distinct how many different values the column has
 */
public record FeatureReport(
    String feature,
    String column,
    DataType type,
    Treatment treatment,
    String reason,
    double importance,
    double missingShare,
    int distinct) {
  /** How a column takes part. */
  public enum Treatment {
    USED,
    /** Computed from a column. */
    DERIVED,
    DROPPED
  }

  FeatureReport usedAs(String newReason) {
    return new FeatureReport(
        feature, column, type, Treatment.USED, newReason, importance, missingShare, distinct);
  }

  /** Returns a report of a feature computed from this column. */
  FeatureReport derived(String name, double ownImportance) {
    return new FeatureReport(
        name,
        column,
        type,
        Treatment.DERIVED,
        "part of a point in time",
        ownImportance,
        missingShare,
        distinct);
  }

  FeatureReport withImportance(double newImportance) {
    return new FeatureReport(
        feature, column, type, treatment, reason, newImportance, missingShare, distinct);
  }
}
