// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.evaluation.ConfusionCell;
import java.util.List;

/**
 * What a model reaches on rows that had no part in making it.
 *
 * @param rows with a target
 * @param confusion empty for regression; rows of classes that training did not have are left out
 */
public record TestReport(int rows, List<MetricReport> metrics, List<ConfusionCell> confusion) {
  public TestReport {
    metrics = List.copyOf(metrics);
    confusion = List.copyOf(confusion);
  }
}
