// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message of Protocol Buffers under way; fields are written in the order of the calls. */
final class Message {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** Adds the fields of another message to this one. */
  Message append(Message other) {
    bytes.writeBytes(other.toByteArray());
    return this;
  }

  Message number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  Message real(int field, float value) {
    tag(field, FOUR_BYTES);
    bytes.writeBytes(littleEndian(value));
    return this;
  }

  Message text(int field, String value) {
    return raw(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Message message(int field, Message value) {
    return raw(field, value.toByteArray());
  }

  Message raw(int field, byte[] value) {
    tag(field, LENGTH);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /** Writes numbers one behind the other. */
  Message numbers(int field, long[] values) {
    Message packed = new Message();
    for (long value : values) {
      packed.varint(value);
    }
    return message(field, packed);
  }

  Message reals(int field, float[] values) {
    return raw(field, littleEndian(values));
  }

  private static byte[] littleEndian(float... values) {
    byte[] bytes = new byte[4 * values.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return bytes;
  }

  private void tag(int field, int kind) {
    varint((long) field << 3 | kind);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
