// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import java.util.Optional;

/**
 * How the rows of a search take part.
 *
 * @param test rows of the same columns that only test, beside those that the split sets aside
 */
public record RowPlan(SplitRequest split, Optional<Dataset> test) {
  /** What a search does that was told nothing about its rows. */
  public static final RowPlan USUAL = new RowPlan(SplitRequest.AUTO, Optional.empty());
}
