// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.spool;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.ValueBatch;
import dev.mynah.spi.data.ValueVector;
import dev.mynah.spi.error.DatastoreException;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result that is kept until its client reads it: first written whole, then read once. Up to
 * {@value #MEMORY_BYTES} bytes stay in memory, more go to a file, which is deleted when all is read
 * or this is closed. Not thread-safe.
 */
public final class RowSpool implements AutoCloseable {
  /** A hundred sessions that keep a result each take less than half a gigabyte of the heap. */
  static final int MEMORY_BYTES = 4 << 20;

  private static final int BUFFER_BYTES = 1 << 13;

  /** A batch that is read again ends at so many rows, or sooner when it is large. */
  private static final int BATCH_ROWS = 1_024;

  private static final long BATCH_BYTES = 1 << 20;
  private static final int NUMBER_BYTES = 8;

  private final List<Column> columns;
  private final SpillBytes bytes;
  private final DataOutputStream out;
  private @Nullable DataInputStream in;
  private long rows;
  private long left;

  RowSpool(Spools spools, List<Column> columns) {
    this.columns = List.copyOf(columns);
    this.bytes = new SpillBytes(spools, MEMORY_BYTES);
    this.out = new DataOutputStream(new BufferedOutputStream(bytes, BUFFER_BYTES));
  }

  /**
   * Keeps a batch.
   *
   * @throws DatastoreException DISK_FULL when waiting results take too much of the disk
   */
  public void add(ColumnBatch batch) {
    try {
      for (int row = 0; row < batch.rows(); row++) {
        for (int column = 0; column < batch.columns(); column++) {
          RowCodec.write(batch.column(column), row, out);
        }
      }
      rows += batch.rows();
      left += batch.rows();
    } catch (IOException e) {
      throw Spools.failure(e);
    }
  }

  /** Returns how many rows were kept. */
  public long rows() {
    return rows;
  }

  /** Returns the next batch, or null at the end. Nothing can be added from here on. */
  public @Nullable ColumnBatch next() {
    if (left == 0) {
      close();
      return null;
    }
    try {
      DataInputStream open = in;
      if (open == null) {
        out.flush();
        open = new DataInputStream(bytes.open());
        in = open;
      }
      return batch(open);
    } catch (IOException e) {
      close();
      throw Spools.failure(e);
    }
  }

  private ColumnBatch batch(DataInputStream open) throws IOException {
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      values.add(new ArrayList<>());
    }
    int read = 0;
    long size = 0;
    while (read < BATCH_ROWS && size < BATCH_BYTES && left > 0) {
      for (int column = 0; column < columns.size(); column++) {
        Object value = RowCodec.read(columns.get(column).type(), open);
        size += sizeOf(value);
        values.get(column).add(value);
      }
      read++;
      left--;
    }
    List<ColumnVector> vectors = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      vectors.add(new ValueVector(columns.get(column).type(), values.get(column)));
    }
    return ValueBatch.ofColumns(vectors, read);
  }

  private static long sizeOf(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case String text -> text.length();
      case byte[] raw -> raw.length;
      default -> NUMBER_BYTES;
    };
  }

  @Override
  public void close() {
    left = 0;
    try {
      bytes.delete();
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      throw Spools.failure(e);
    }
  }
}
