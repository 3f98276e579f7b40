// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. The streams of java.io take a lock for each byte, which costs more than it. */
final class Bytes {
  private static final int FIRST_CAPACITY = 1 << 10;

  /** No array may be longer. */
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int size;

  static Bytes of(String text) {
    Bytes bytes = new Bytes();
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    bytes.add(encoded, 0, encoded.length);
    return bytes;
  }

  int size() {
    return size;
  }

  byte at(int index) {
    return bytes[index];
  }

  void add(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  void add(byte[] values, int offset, int length) {
    reserve(length);
    System.arraycopy(values, offset, bytes, size, length);
    size += length;
  }

  void add(Bytes other) {
    add(other.bytes, 0, other.size);
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, MAX_SIZE)));
    }
  }

  boolean is(byte[] text) {
    return Arrays.equals(bytes, 0, size, text, 0, text.length);
  }

  boolean contains(byte value) {
    for (int index = 0; index < size; index++) {
      if (bytes[index] == value) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  void dropLast() {
    size--;
  }

  void clear() {
    size = 0;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }
}
