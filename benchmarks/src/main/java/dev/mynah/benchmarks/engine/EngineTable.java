// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.engine;

import dev.mynah.benchmarks.TemporaryFolder;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineFactory;
import dev.mynah.spi.engine.EngineOptions;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.FunctionPublication;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.function.ScalarFunction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A database in memory with one table {@code t} of DOUBLE columns f0, f1, and so on. */
public final class EngineTable implements AutoCloseable {
  private static final long MEMORY_BYTES = 4L << 30;

  private final TemporaryFolder temporary;
  private final Engine engine;
  private final EngineSession session;

  /**
   * Opens an engine with an empty database.
   *
   * @param threads how many a statement may use
   */
  public EngineTable(int threads) throws IOException {
    this.temporary = TemporaryFolder.create();
    this.engine =
        ServiceLoader.load(EngineFactory.class)
            .findFirst()
            .orElseThrow()
            .open(
                new EngineOptions(
                    Optional.empty(), temporary.path(), List.of(), MEMORY_BYTES, threads));
    this.session = engine.connect();
  }

  /** Returns the columns of a table: DOUBLE, called f0, f1, and so on. */
  public static List<Column> columns(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Column("f" + i, DataType.DOUBLE)).toList();
  }

  /**
   * Fills the table.
   *
   * @param expressions one a column, of the row's number {@code r} from 0
   */
  public void fill(List<String> expressions, long rows) {
    session.execute(
        IntStream.range(0, expressions.size())
            .mapToObj(i -> "CAST(%s AS DOUBLE) AS f%d".formatted(expressions.get(i), i))
            .collect(
                Collectors.joining(
                    ", ", "CREATE TABLE t AS SELECT ", " FROM range(%d) AS s(r)".formatted(rows))));
  }

  /** Makes the function callable by the engine's own name for it. */
  public void install(ScalarFunction function) {
    engine.functions().install(function);
  }

  /** Makes the function callable the way users call a model's: {@code name(t)}. */
  public void publish(ScalarFunction function, String name) {
    install(function);
    FunctionPublication publication =
        new FunctionPublication(
            "public",
            name,
            function.signature().name(),
            function.signature().parameters(),
            Optional.empty(),
            function.signature().result());
    try (Transaction transaction = session.begin()) {
      engine.functions().publication(publication).forEach(session::execute);
      transaction.commit();
    }
  }

  /** Runs a query of one row with one number. */
  public double number(String query) {
    try (PreparedQuery prepared = session.prepare(query);
        RunningQuery running = prepared.run(List.of())) {
      ColumnBatch batch = running.next();
      if (batch == null || batch.rows() != 1) {
        throw new IllegalStateException("not one row: " + query);
      }
      return batch.column(0).doubleAt(0);
    }
  }

  @Override
  public void close() throws IOException {
    session.close();
    engine.close();
    temporary.close();
  }
}
