// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of a small query whose columns are all texts. */
final class EngineTexts {
  private EngineTexts() {}

  /** Returns the rows; NULL becomes an empty text. */
  static List<List<String>> read(EngineSession engine, String query) {
    List<List<String>> rows = new ArrayList<>();
    try (PreparedQuery prepared = engine.prepare(query);
        RunningQuery run = prepared.run(List.of())) {
      for (ColumnBatch batch = run.next(); batch != null; batch = run.next()) {
        for (int row = 0; row < batch.rows(); row++) {
          List<String> values = new ArrayList<>();
          for (int column = 0; column < batch.columns(); column++) {
            boolean isNull = batch.column(column).isNull(row);
            values.add(isNull ? "" : batch.column(column).textAt(row));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }
}
