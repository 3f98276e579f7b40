// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.StatementResult.CopyIn;
import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.server.pgwire.types.BinaryFormat;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the binary file format of COPY, cut anywhere, and hands its rows on in the text format.
 *
 * @see CopyBinaryRows
 */
final class CopyBinaryReader {
  private static final int SEND_BYTES = 64 * 1024;
  private static final int HEAD_BYTES = CopyBinaryRows.signature().length + 2 * Integer.BYTES;

  /** Flags that change what the rows look like; of them only that of object numbers ever was. */
  private static final int CRITICAL_FLAGS = 0xffff0000;

  private static final int WITH_OIDS = 1 << 16;
  private static final int NULL_LENGTH = -1;

  /** PostgreSQL has no longer values. */
  private static final int MAX_VALUE_BYTES = 0x3fffffff;

  /** A value that is whole but for its last bytes, and a message. */
  private static final int MAX_BUFFER_BYTES = Integer.MAX_VALUE - 8;

  private final CopyIn copy;
  private final List<Column> columns;
  private final WireBuffer lines = new WireBuffer(SEND_BYTES + 1024);
  private final WireBuffer cell = new WireBuffer(256);
  private ByteBuffer pending = ByteBuffer.allocate(0);
  private boolean headRead;
  private int extensionLeft;
  private int column;
  private boolean inRow;
  private boolean ended;
  private long row;

  CopyBinaryReader(CopyIn copy) {
    this.copy = copy;
    this.columns = copy.columns();
  }

  /** Takes the next bytes. */
  void take(byte[] data) {
    append(data);
    while (readsMore()) {
      if (lines.size() >= SEND_BYTES) {
        send();
      }
    }
  }

  private void append(byte[] data) {
    if (!pending.hasRemaining()) {
      pending = ByteBuffer.wrap(data);
      return;
    }
    if (pending.capacity() - pending.limit() < data.length) {
      // Twice as large, so that a value which comes in many pieces is moved a few times only.
      long size = Math.max(pending.remaining() + (long) data.length, 2L * pending.remaining());
      ByteBuffer larger = ByteBuffer.allocate((int) Math.min(size, MAX_BUFFER_BYTES));
      pending = larger.put(pending).flip();
    }
    int end = pending.limit();
    pending.limit(end + data.length);
    pending.put(end, data);
  }

  /** Takes the end of the data. Rows may lack their end mark, as in PostgreSQL. */
  void end() {
    if (!headRead) {
      throw bad("COPY file signature not recognized");
    }
    if (extensionLeft > 0) {
      throw bad("invalid COPY file header (wrong length)");
    }
    if (inRow) {
      throw bad("unexpected EOF in COPY data");
    }
    send();
  }

  private void send() {
    byte[] text = lines.toByteArray();
    copy.write(text, 0, text.length);
    lines.truncate(0);
  }

  /** Reads a part of the data; false when it has not arrived as a whole. */
  private boolean readsMore() {
    if (!headRead) {
      return readsHead();
    }
    if (extensionLeft > 0) {
      int passed = Math.min(extensionLeft, pending.remaining());
      pending.position(pending.position() + passed);
      extensionLeft -= passed;
      return extensionLeft == 0;
    }
    if (ended && pending.hasRemaining()) {
      throw bad("received copy data after EOF marker");
    }
    return inRow ? readsValue() : readsCount();
  }

  private boolean readsHead() {
    byte[] signature = CopyBinaryRows.signature();
    if (pending.remaining() < HEAD_BYTES) {
      return false;
    }
    byte[] first = new byte[signature.length];
    pending.get(first);
    if (!Arrays.equals(first, signature)) {
      throw bad("COPY file signature not recognized");
    }
    int flags = pending.getInt();
    if ((flags & WITH_OIDS) != 0) {
      throw bad("invalid COPY file header (WITH OIDS)");
    }
    if ((flags & CRITICAL_FLAGS) != 0) {
      throw bad("unrecognized critical flags in COPY file header");
    }
    extensionLeft = pending.getInt();
    if (extensionLeft < 0) {
      throw bad("invalid COPY file header (missing length)");
    }
    headRead = true;
    return true;
  }

  private boolean readsCount() {
    if (pending.remaining() < Short.BYTES) {
      return false;
    }
    int count = pending.getShort();
    if (count == CopyBinaryRows.END) {
      ended = true;
      return true;
    }
    row++;
    if (count != columns.size()) {
      throw bad("row field count is %d, expected %d".formatted(count, columns.size()))
          .withDetail("It is that of row %d.".formatted(row));
    }
    column = 0;
    inRow = true;
    endRowIfComplete();
    return true;
  }

  private boolean readsValue() {
    if (pending.remaining() < Integer.BYTES) {
      return false;
    }
    int length = pending.getInt(pending.position());
    if (length < NULL_LENGTH || length > MAX_VALUE_BYTES) {
      throw bad("invalid field size").withDetail(place());
    }
    if (pending.remaining() - Integer.BYTES < length) {
      return false;
    }
    pending.getInt();
    if (column > 0) {
      lines.int8('\t');
    }
    if (length == NULL_LENGTH) {
      lines.text("\\N");
    } else {
      byte[] value = new byte[length];
      pending.get(value);
      add(value);
    }
    column++;
    endRowIfComplete();
    return true;
  }

  private void endRowIfComplete() {
    if (column == columns.size()) {
      lines.int8('\n');
      inRow = false;
    }
  }

  private void add(byte[] value) {
    cell.truncate(0);
    try {
      BinaryFormat.writeText(columns.get(column).type(), value, cell);
    } catch (DatastoreException e) {
      boolean isForm = e.code() == ErrorCode.INVALID_BINARY_REPRESENTATION;
      throw (isForm ? new DatastoreException(e.code(), "incorrect binary data format") : e)
          .withDetail(place())
          .withHint("No row was stored.");
    }
    CopyLine.escaped(cell, (byte) '\t', lines);
  }

  private String place() {
    return "It stands in row %d, column \"%s\".".formatted(row, columns.get(column).name());
  }

  private static DatastoreException bad(String message) {
    return new DatastoreException(ErrorCode.BAD_COPY_FILE_FORMAT, message);
  }
}
