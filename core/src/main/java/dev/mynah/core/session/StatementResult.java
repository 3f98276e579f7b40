// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.sql.tree.CopyOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement gives back. */
public sealed interface StatementResult extends AutoCloseable {
  @Override
  default void close() {}

  /** The text was empty or only comments. */
  record Empty() implements StatementResult {}

  /**
   * The statement is done and has no rows.
   *
   * @param tag PostgreSQL's command tag, such as {@code INSERT 0 3}
   */
  record Done(String tag) implements StatementResult {}

  /**
   * Rows that are still to be fetched; closing before the end gives the rest up. A statement that
   * changes data has changed all of it before its first row.
   */
  non-sealed interface Rows extends StatementResult {
    List<Column> columns();

    /** Returns the next batch, or null at the end; a batch is valid until the next call. */
    @Nullable ColumnBatch next();

    /** PostgreSQL's command tag, such as {@code SELECT 5}; known once {@link #next} gave null. */
    String tag();

    @Override
    void close();
  }

  /**
   * Rows that go to the client as one stream: COPY TO STDOUT.
   *
   * @param rows closed with this
   * @param options how they are written
   */
  record CopyOut(Rows rows, CopyOptions options) implements StatementResult {
    @Override
    public void close() {
      rows.close();
    }
  }

  /** The statement waits for the client's rows: COPY FROM STDIN. */
  non-sealed interface CopyIn extends StatementResult {
    /** The columns of each row. */
    List<Column> columns();

    /** The shape of what the client sends. */
    CopyOptions.Format format();

    /**
     * Takes the next bytes of the data; they need not end with a row. Binary rows are taken in the
     * text format, with its defaults: who knows the client's forms of values writes them so.
     */
    void write(byte[] data, int offset, int length);

    /** Ends the data, stores the rows and returns the command tag, such as {@code COPY 5}. */
    String finish();

    /** Gives up without storing a row, because the client says so or is gone. */
    void abort(String reason);
  }
}
