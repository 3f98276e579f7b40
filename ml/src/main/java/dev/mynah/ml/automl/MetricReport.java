// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.evaluation.Metric;

/**
 * One figure of quality.
 *
 * @param part the rows that it was measured on: {@link #VALIDATION}
 * @param baseline what the best constant answer reaches on the same rows
 */
public record MetricReport(String part, Metric metric, double value, double baseline) {
  /** Rows held out of training, which chose among the candidates. */
  public static final String VALIDATION = "VALIDATION";
}
