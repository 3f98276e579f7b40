// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.metrics;

import dev.mynah.core.Datastore;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.error.DatastoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What can be seen of a datastore from outside.
 *
 * @param jobs how many jobs are in each state, by the state's name in lower case
 */
public record DatastoreFigures(
    long writerQueueWaiters, Map<String, Long> jobs, long databaseBytes, long walBytes) {
  private static final String DATABASE = "mynah.db";

  public DatastoreFigures {
    jobs = new LinkedHashMap<>(jobs);
  }

  /**
   * Looks at a datastore.
   *
   * @param user one who may see everything
   * @param folder where its data are
   */
  public static DatastoreFigures of(Datastore datastore, String user, Path folder) {
    try (Session session = datastore.connect(user, "metrics", notice -> {})) {
      Map<String, Long> waiting =
          counts(session, "SELECT '', count(*) FROM ml.sessions WHERE waits_for IS NOT NULL");
      Map<String, Long> jobs =
          counts(session, "SELECT lower(state), count(*) FROM ml.jobs GROUP BY ALL ORDER BY ALL");
      return new DatastoreFigures(
          waiting.getOrDefault("", 0L),
          jobs,
          size(folder.resolve(DATABASE)),
          size(folder.resolve(DATABASE + ".wal")));
    }
  }

  /** Tells whether a datastore answers a query. */
  public static boolean answers(Datastore datastore, String user) {
    try (Session session = datastore.connect(user, "health", notice -> {})) {
      return counts(session, "SELECT '', 1").size() == 1;
    } catch (DatastoreException e) {
      return false;
    }
  }

  private static Map<String, Long> counts(Session session, String query) {
    Map<String, Long> counts = new LinkedHashMap<>();
    try (Session.Script script = session.script(query)) {
      if (script.next() instanceof StatementResult.Rows rows) {
        for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
          for (int row = 0; row < batch.rows(); row++) {
            counts.put(batch.column(0).textAt(row), batch.column(1).longAt(row));
          }
        }
      }
    }
    return counts;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      // The log is deleted at a checkpoint, perhaps at this moment.
      return 0;
    }
  }
}
