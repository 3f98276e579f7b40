// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import dev.mynah.core.fault.CrashPoint;
import dev.mynah.core.session.StatementResult.CopyIn;
import dev.mynah.core.spool.SpillFile;
import dev.mynah.core.spool.Spools;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.CopyOptions.Columns;
import dev.mynah.sql.tree.CopyOptions.Format;
import dev.mynah.sql.tree.CopyOptions.Header;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * COPY FROM STDIN. What arrives is spooled to a file, which the engine's parallel reader loads in
 * one go at the end: a client that disappears has stored nothing, and nobody waits for a slow one.
 */
public final class CopyFromClient implements CopyIn {
  private static final int BUFFER_BYTES = 1 << 18;

  private final CopyFromStdin copy;
  private final CopyTarget target;
  private final SpillFile file;
  private final CsvDialect dialect;
  private final CopySpool spool;
  private boolean ended;

  /** Begins a COPY; fails if its options are not supported. */
  public CopyFromClient(CopyFromStdin copy, CopyTarget target, Spools spools) {
    checkOptions(copy);
    this.copy = copy;
    this.target = target;
    List<FieldForm> forms = target.columns().stream().map(c -> FieldForm.of(c.type())).toList();
    boolean asItComes = format() == Format.CSV && forms.stream().noneMatch(FieldForm::isRewritten);
    this.dialect = asItComes ? CsvDialect.of(copy.options()) : CsvDialect.OF_ROWS;
    try {
      this.file = spools.file("copy-", ".csv");
      OutputStream out = new BufferedOutputStream(file, BUFFER_BYTES);
      this.spool =
          switch (format()) {
            case TEXT, BINARY -> new TextSpool(copy.options(), new QuotedRows(forms, out));
            case CSV ->
                asItComes
                    ? new CsvSpool(out)
                    : new CsvFieldSpool(copy.options(), new QuotedRows(forms, out));
          };
    } catch (IOException e) {
      throw Spools.failure(e);
    }
  }

  private static void checkOptions(CopyFromStdin copy) {
    if (copy.options().header() == Header.MATCH) {
      throw notSupported("COPY .. (HEADER match)");
    }
    if (!isNone(copy.options().forceNull()) || !isNone(copy.options().forceNotNull())) {
      throw notSupported("COPY .. (FORCE_NULL)");
    }
  }

  private static boolean isNone(Columns columns) {
    return columns instanceof Columns.Named named && named.names().isEmpty();
  }

  private static DatastoreException notSupported(String what) {
    return new DatastoreException(
        ErrorCode.FEATURE_NOT_SUPPORTED, "%s is not supported yet".formatted(what));
  }

  @Override
  public List<Column> columns() {
    return target.columns();
  }

  @Override
  public Format format() {
    return copy.options().format();
  }

  @Override
  public void write(byte[] data, int offset, int length) {
    try {
      spool.write(data, offset, length);
    } catch (IOException e) {
      throw Spools.failure(e);
    }
  }

  @Override
  public String finish() {
    try {
      spool.checkEnd();
      spool.close();
      CrashPoint.COPY_RECEIVED.reached();
      long rows = load();
      CrashPoint.COPY_STORED.reached();
      return "COPY " + rows;
    } catch (IOException e) {
      throw Spools.failure(e);
    } finally {
      delete();
    }
  }

  private long load() {
    try {
      return target.load(copy, file.path(), dialect.withLongestLine(spool.longestLine()));
    } catch (DatastoreException e) {
      throw CopyErrors.explain(e, copy, file.path());
    }
  }

  @Override
  public void abort(String reason) {
    delete();
  }

  @Override
  public void close() {
    delete();
  }

  private void delete() {
    if (ended) {
      return;
    }
    ended = true;
    target.ended();
    try {
      file.delete();
      // What is left in its buffers goes nowhere.
      spool.close();
    } catch (IOException e) {
      throw Spools.failure(e);
    }
  }
}
