// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a message's content. Whatever is wrong with it is a PROTOCOL_VIOLATION. */
final class BodyReader {
  private final byte[] body;
  private int position;

  BodyReader(byte[] body) {
    this.body = body;
  }

  int int8() {
    require(1);
    return body[position++] & 0xff;
  }

  int int16() {
    return int8() << 8 | int8();
  }

  int int32() {
    return int16() << 16 | int16();
  }

  /** Reads a text that ends with a zero byte. */
  String text() {
    int end = position;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    if (end == body.length) {
      throw violation("invalid string in message");
    }
    String text = utf8(body, position, end - position);
    position = end + 1;
    return text;
  }

  List<ValueFormat> formats() {
    int count = int16();
    require(2L * count);
    List<ValueFormat> formats = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      formats.add(ValueFormat.ofCode(int16()));
    }
    return formats;
  }

  List<byte @Nullable []> values() {
    int count = int16();
    require(4L * count);
    List<byte @Nullable []> values = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      int length = int32();
      values.add(length == -1 ? null : bytes(length));
    }
    return values;
  }

  byte[] bytes(int length) {
    require(length);
    byte[] bytes = Arrays.copyOfRange(body, position, position + length);
    position += length;
    return bytes;
  }

  byte[] rest() {
    return bytes(body.length - position);
  }

  boolean isAtEnd() {
    return position == body.length;
  }

  void end() {
    if (!isAtEnd()) {
      throw violation("invalid message format");
    }
  }

  void require(long count) {
    if (count < 0 || count > body.length - position) {
      throw violation("insufficient data left in message");
    }
  }

  static DatastoreException violation(String message) {
    return new DatastoreException(ErrorCode.PROTOCOL_VIOLATION, message);
  }

  /** Decodes UTF-8, refusing what is none. */
  static String utf8(byte[] bytes, int offset, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      throw new DatastoreException(
              ErrorCode.CHARACTER_NOT_IN_REPERTOIRE,
              "invalid byte sequence for encoding \"UTF8\": 0x%02x"
                  .formatted(bytes[buffer.position()]))
          .withCause(e);
    }
  }
}
