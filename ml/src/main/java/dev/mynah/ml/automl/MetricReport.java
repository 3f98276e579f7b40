// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.evaluation.Metric;

/**
 * One figure of quality.
 *
 * @param part the rows that it was measured on: {@link #VALIDATION}, {@link #OUT_OF_FOLD} or {@link
 *     #TEST}
 * @param baseline what the best constant answer reaches on the same rows
 */
public record MetricReport(String part, Metric metric, double value, double baseline) {
  /** Each row by models that were trained on other rows. */
  public static final String OUT_OF_FOLD = "OUT_OF_FOLD";

  /** Rows held out of training, which chose among the candidates. */
  public static final String VALIDATION = "VALIDATION";

  /** Rows that had no part in making the model. */
  public static final String TEST = "TEST";
}
