// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mynah.server.pgwire.types.PgType;
import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes {@code {"results":[{"columns":[{"name":..,"type":..}],"rows":[[..]],"tag":".."}]}}.
 * Numbers and truth values are JSON's; all other values, and what no number of JSON can be, are
 * texts as PostgreSQL writes them.
 */
final class JsonAnswer implements Answer {
  static final String CONTENT_TYPE = "application/json";

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;
  private boolean begun;
  private boolean inRows;

  JsonAnswer(OutputStream output) throws IOException {
    this.json = JSON.createGenerator(output);
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      json.writeStartObject();
      json.writeArrayFieldStart("results");
    }
  }

  @Override
  public void columns(List<Column> columns) throws IOException {
    begin();
    json.writeStartObject();
    json.writeArrayFieldStart("columns");
    for (Column column : columns) {
      json.writeStartObject();
      json.writeStringField("name", column.name());
      json.writeStringField("type", PgType.of(column.type()).name());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    inRows = true;
  }

  @Override
  public void rows(ColumnBatch batch, TextFormat format) throws IOException {
    int width = batch.columns();
    for (int row = 0; row < batch.rows(); row++) {
      json.writeStartArray();
      for (int column = 0; column < width; column++) {
        value(batch.column(column), row, format);
      }
      json.writeEndArray();
    }
  }

  private void value(ColumnVector column, int row, TextFormat format) throws IOException {
    if (column.isNull(row)) {
      json.writeNull();
      return;
    }
    DataType.Kind kind = column.type().kind();
    if (kind == DataType.Kind.BOOLEAN) {
      json.writeBoolean(column.booleanAt(row));
      return;
    }
    String text = format.text(column, row).orElse("");
    if (isNumber(kind) && isFinite(text)) {
      json.writeNumber(text);
    } else {
      json.writeString(text);
    }
  }

  private static boolean isNumber(DataType.Kind kind) {
    return switch (kind) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> true;
      case BOOLEAN,
          TEXT,
          JSON,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMPTZ,
          UUID,
          INTERVAL,
          OTHER,
          ARRAY,
          UNKNOWN ->
          false;
    };
  }

  /** NaN and Infinity are no numbers of JSON; every other begins and ends with a digit. */
  private static boolean isFinite(String text) {
    return Character.isDigit(text.charAt(text.length() - 1));
  }

  @Override
  public void done(String tag) throws IOException {
    begin();
    if (inRows) {
      json.writeEndArray();
      inRows = false;
    } else {
      json.writeStartObject();
    }
    json.writeStringField("tag", tag);
    json.writeEndObject();
  }

  /** Ends an answer under way with an error, which stands beside the results. */
  void fail(DatastoreException error) throws IOException {
    if (begun) {
      if (inRows) {
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    } else {
      json.writeStartObject();
    }
    json.writeFieldName("error");
    error(json, error);
    json.writeEndObject();
    json.close();
  }

  private static void error(JsonGenerator json, DatastoreException error) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", error.code().sqlState());
    json.writeStringField("message", error.message());
    if (error.detail().isPresent()) {
      json.writeStringField("detail", error.detail().get());
    }
    if (error.hint().isPresent()) {
      json.writeStringField("hint", error.hint().get());
    }
    if (error.position() != DatastoreException.NO_POSITION) {
      json.writeNumberField("position", error.position());
    }
    json.writeEndObject();
  }

  @Override
  public void end() throws IOException {
    begin();
    json.writeEndArray();
    json.writeEndObject();
    json.close();
  }
}
