// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.DatasetBuilder;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.List;

/** Reads the rows of a training query, of one snapshot, into memory by columns. */
final class TrainingRowsReader {
  private TrainingRowsReader() {}

  static Dataset read(EngineSession session, String query) {
    try (PreparedQuery prepared = session.prepare(query);
        RunningQuery run = prepared.run(List.of())) {
      DatasetBuilder builder = new DatasetBuilder(run.columns());
      for (ColumnBatch batch = run.next(); batch != null; batch = run.next()) {
        builder.add(batch);
      }
      return builder.build();
    }
  }
}
