// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import java.util.Optional;

/**
 * How the rows of a search take part.
 *
 * @param test rows of the same columns that only test, beside those that the split sets aside
 * @param weight the column that says how much each row counts
 */
public record RowPlan(
    SplitRequest split,
    Optional<Dataset> test,
    SampleRequest sample,
    Optional<String> weight,
    ClassWeights classWeights) {
  /** What a search does that was told nothing about its rows. */
  public static final RowPlan USUAL = new RowPlan(SplitRequest.AUTO, Optional.empty());

  /** Makes a plan of all rows, which count the same. */
  public RowPlan(SplitRequest split, Optional<Dataset> test) {
    this(split, test, SampleRequest.ALL, Optional.empty(), ClassWeights.EVEN);
  }

  /** Returns the same plan with other rows that only test. */
  public RowPlan withTest(Optional<Dataset> rows) {
    return new RowPlan(split, rows, sample, weight, classWeights);
  }
}
