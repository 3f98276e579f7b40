// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.automl.TargetReport.ClassCount;
import java.util.List;

/**
 * What is to be predicted, row by row.
 *
 * @param column its place in the dataset
 * @param reason why it is predicted so
 * @param values shape {@code [rows of the dataset]}: value or class number, NaN without a target
 * @param rows the rows with a target, rising
 */
record Target(
    int column,
    ProblemType problemType,
    String reason,
    double[] values,
    int[] rows,
    TargetReport report,
    List<String> warnings) {
  List<String> classes() {
    return report.classes().stream().map(ClassCount::label).toList();
  }
}
