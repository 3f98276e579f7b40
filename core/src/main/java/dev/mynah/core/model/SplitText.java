// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.ml.automl.RowPart;
import dev.mynah.ml.automl.SplitRows;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.spi.engine.EngineSession;
import java.util.ArrayList;
import java.util.List;

/**
 * Which row of a training was for what, as texts that the engine takes apart: a row an INSERT would
 * take minutes for a million rows.
 *
 * @param keyColumn the column that tells the rows apart, or a text that says that they are counted
 */
record SplitText(String keyColumn, List<Chunk> chunks) {
  private static final int CHUNK_ROWS = 50_000;

  /** Parts keys; no key holds it. */
  private static final char SEPARATOR = '\u001f';

  /** Keys, parts and folds of some rows, each joined. */
  private record Chunk(String keys, String parts, String folds) {}

  static SplitText of(SplitRows split, Dataset rows) {
    RowKeys keys = RowKeys.of(rows);
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < split.rows(); from += CHUNK_ROWS) {
      StringBuilder ofKeys = new StringBuilder();
      StringBuilder parts = new StringBuilder();
      StringBuilder folds = new StringBuilder();
      for (int row = from; row < Math.min(split.rows(), from + CHUNK_ROWS); row++) {
        RowPart part = split.part(row);
        if (part != RowPart.UNUSED) {
          boolean first = parts.isEmpty();
          (first ? ofKeys : ofKeys.append(SEPARATOR)).append(keys.of(row).replace(SEPARATOR, ' '));
          (first ? parts : parts.append(',')).append(part);
          (first ? folds : folds.append(',')).append(split.folds()[row]);
        }
      }
      if (!parts.isEmpty()) {
        chunks.add(new Chunk(ofKeys.toString(), parts.toString(), folds.toString()));
      }
    }
    return new SplitText(keys.inWords(), chunks);
  }

  /** Writes the rows in the transaction of the session. */
  void insert(EngineSession session, ModelVersion version) {
    for (Chunk chunk : chunks) {
      CatalogRow.execute(
          session,
          "INSERT INTO ml._split_rows SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT),"
              + " unnest(string_split(CAST($3 AS VARCHAR), chr(31))),"
              + " unnest(string_split(CAST($4 AS VARCHAR), ',')),"
              + " nullif(CAST(unnest(string_split(CAST($5 AS VARCHAR), ',')) AS BIGINT), 0)",
          version.modelId(),
          version.number(),
          chunk.keys(),
          chunk.parts(),
          chunk.folds());
    }
    CatalogRow.execute(
        session,
        "UPDATE ml._model_versions SET row_key = $3 WHERE model_id = $1 AND version = $2",
        version.modelId(),
        version.number(),
        keyColumn);
  }
}
