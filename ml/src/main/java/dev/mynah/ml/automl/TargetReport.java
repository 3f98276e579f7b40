// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.spi.data.Column;
import java.util.List;
import java.util.Optional;

/**
 * What the target column holds.
 *
 * @param rows rows with a target
 * @param missingRows rows whose target is NULL; they were left out
 * @param classes in the order of {@link Predictor#classes}; empty for regression
 * @param rareClasses labels of classes with a single row, which are trained on but not validated
 */
public record TargetReport(
    Column column, int rows, int missingRows, List<ClassCount> classes, List<String> rareClasses) {
  public TargetReport {
    classes = List.copyOf(classes);
    rareClasses = List.copyOf(rareClasses);
  }

  /** Returns the positive class of a binary target. */
  public Optional<String> positive() {
    return classes.size() == 2 ? Optional.of(classes.get(1).label()) : Optional.empty();
  }

  /** A class and how many rows it has. */
  public record ClassCount(String label, int rows) {}
}
