// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow at the end, with the primitives of the wire: big-endian numbers, digits, UTF-8.
 */
public final class WireBuffer {
  /** No message may be longer: its length is a signed 32-bit number, and PostgreSQL allows 1 GB. */
  private static final int MAX_BYTES = 0x3fffffff;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final int initialBytes;
  private byte[] bytes;
  private int size;

  public WireBuffer(int initialBytes) {
    this.initialBytes = initialBytes;
    this.bytes = new byte[initialBytes];
  }

  public int size() {
    return size;
  }

  /** Drops what lies behind the first {@code newSize} bytes. */
  public void truncate(int newSize) {
    size = newSize;
  }

  /** Writes everything to the stream and is empty again; gives back memory of a large message. */
  public void drainTo(OutputStream output) throws IOException {
    output.write(bytes, 0, size);
    size = 0;
    if (bytes.length > 4 * initialBytes) {
      bytes = new byte[initialBytes];
    }
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Returns the content read as ASCII. */
  public String toAscii() {
    return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
  }

  /** Returns a byte that was written before. */
  public byte byteAt(int position) {
    return bytes[position];
  }

  public void int8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  public void int16(int value) {
    reserve(2);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
  }

  public void int32(int value) {
    reserve(4);
    int32At(size, value);
    size += 4;
  }

  /** Overwrites four bytes that were written before. */
  public void int32At(int position, int value) {
    bytes[position] = (byte) (value >> 24);
    bytes[position + 1] = (byte) (value >> 16);
    bytes[position + 2] = (byte) (value >> 8);
    bytes[position + 3] = (byte) value;
  }

  public void int64(long value) {
    int32((int) (value >> 32));
    int32((int) value);
  }

  public void bytes(byte[] source) {
    reserve(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
  }

  /** Appends a text in UTF-8. */
  public void text(String text) {
    int length = text.length();
    reserve(length);
    int start = size;
    for (int index = 0; index < length; index++) {
      char character = text.charAt(index);
      if (character >= 0x80) {
        size = start;
        bytes(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[size++] = (byte) character;
    }
  }

  /** Appends a text and the zero byte that ends it; zeros inside it are left out. */
  public void zeroTerminated(String text) {
    text(text.indexOf('\0') < 0 ? text : text.replace("\0", ""));
    int8(0);
  }

  /** Appends a whole number in decimal digits. */
  public void digits(long value) {
    if (value == Long.MIN_VALUE) {
      text("-9223372036854775808");
      return;
    }
    if (value < 0) {
      int8('-');
    }
    digits(Math.abs(value), 1);
  }

  /** Appends a number of at least {@code width} digits, filled up with zeros on the left. */
  public void digits(long value, int width) {
    int count = Math.max(width, digitCount(value));
    reserve(count);
    long rest = value;
    for (int position = size + count - 1; position >= size; position--) {
      bytes[position] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += count;
  }

  private static int digitCount(long value) {
    int count = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      count++;
    }
    return count;
  }

  /** Appends two hexadecimal digits a byte. */
  public void hex(byte[] source) {
    reserve(Math.multiplyExact(source.length, 2));
    for (byte value : source) {
      bytes[size++] = HEX[value >> 4 & 0xf];
      bytes[size++] = HEX[value & 0xf];
    }
  }

  private void reserve(int count) {
    if (count > bytes.length - size) {
      grow(count);
    }
  }

  private void grow(int count) {
    long needed = (long) size + count;
    if (needed > MAX_BYTES) {
      throw new DatastoreException(ErrorCode.PROGRAM_LIMIT_EXCEEDED, "row is too large")
          .withDetail(
              "A row can have at most %d bytes on its way to the client.".formatted(MAX_BYTES));
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, bytes.length * 2L)));
  }
}
