// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.CopyOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Keeps what is copied as a text and counts its lines; refuses data with an exclamation mark. */
final class FakeCopy implements StatementResult.CopyIn {
  private final FakeDatastore datastore;
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  FakeCopy(FakeDatastore datastore) {
    this.datastore = datastore;
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column("a", DataType.TEXT), new Column("b", DataType.TEXT));
  }

  @Override
  public CopyOptions.Format format() {
    return CopyOptions.Format.TEXT;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    data.write(bytes, offset, length);
    if (data.toString(StandardCharsets.UTF_8).contains("!")) {
      throw new DatastoreException(
          ErrorCode.BAD_COPY_FILE_FORMAT, "extra data after last expected column");
    }
  }

  @Override
  public String finish() {
    String text = data.toString(StandardCharsets.UTF_8);
    datastore.events.add("copied " + text);
    return "COPY " + text.lines().count();
  }

  @Override
  public void abort(String reason) {
    datastore.events.add("copy aborted");
  }
}
