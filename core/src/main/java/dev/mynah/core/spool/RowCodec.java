// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.spool;

import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes a value as bytes: whether it is there, then itself. */
final class RowCodec {
  private RowCodec() {}

  static void write(ColumnVector column, int row, DataOutputStream out) throws IOException {
    if (column.isNull(row)) {
      out.writeBoolean(false);
      return;
    }
    out.writeBoolean(true);
    switch (column.type().kind()) {
      case BOOLEAN -> out.writeBoolean(column.booleanAt(row));
      case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
          out.writeLong(column.longAt(row));
      case REAL, DOUBLE -> out.writeDouble(column.doubleAt(row));
      case DECIMAL -> {
        BigDecimal decimal = column.decimalAt(row);
        out.writeInt(decimal.scale());
        write(decimal.unscaledValue().toByteArray(), out);
      }
      case BYTES -> write(column.bytesAt(row), out);
      case TEXT, JSON, UUID, INTERVAL, OTHER, ARRAY, UNKNOWN ->
          write(column.textAt(row).getBytes(StandardCharsets.UTF_8), out);
    }
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads a value as {@link dev.mynah.spi.data.ValueVector} holds it. */
  static @Nullable Object read(DataType type, DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> in.readBoolean();
      case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> in.readLong();
      case REAL, DOUBLE -> in.readDouble();
      case DECIMAL -> {
        int scale = in.readInt();
        yield new BigDecimal(new BigInteger(bytes(in)), scale);
      }
      case BYTES -> bytes(in);
      case TEXT, JSON, UUID, INTERVAL, OTHER, ARRAY, UNKNOWN ->
          new String(bytes(in), StandardCharsets.UTF_8);
    };
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
