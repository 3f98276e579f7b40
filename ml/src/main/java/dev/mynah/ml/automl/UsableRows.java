// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a training query that take part: those of a sample that weigh something.
 *
 * @param all how many rows there are
 * @param places of the rows that take part; empty when they are all
 */
record UsableRows(Dataset dataset, int all, int[] places, List<String> warnings) {

  static UsableRows of(Dataset all, SearchRequest request) {
    SampleRequest sample = request.rows().sample();
    List<String> warnings = new ArrayList<>();
    int columns = all.columns().size();
    int count = sample.count(all.rows(), columns);
    int[] places = RowSample.of(all, count, sample.seed().orElse(request.seed()));
    if (count < all.rows()) {
      warnings.add(
          "A sample of %d of %d rows is learnt from%s."
              .formatted(
                  count,
                  all.rows(),
                  count == sample.maxRows(all.rows(), columns)
                      ? ", as MAX_CELLS is %d".formatted(sample.maxCells())
                      : ""));
    }
    Optional<String> weight = request.rows().weight();
    if (weight.isPresent()) {
      int sampled = places.length;
      places =
          Arrays.stream(places).filter(row -> RowWeighing.counts(all, weight.get(), row)).toArray();
      if (places.length < sampled) {
        warnings.add(
            "%s without a weight left out.".formatted(Unsuitable.rows(sampled - places.length)));
      }
    }
    return places.length == all.rows()
        ? new UsableRows(all, all.rows(), new int[0], warnings)
        : new UsableRows(all.select(places), all.rows(), places, warnings);
  }

  int placeOf(int row) {
    return places.length == 0 ? row : places[row];
  }
}
