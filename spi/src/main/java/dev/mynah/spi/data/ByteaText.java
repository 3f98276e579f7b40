// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.data;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** PostgreSQL's two notations of bytes: {@code \x00ff}, and texts with escapes. */
public final class ByteaText {
  private ByteaText() {}

  /**
   * Reads bytes.
   *
   * @throws DatastoreException when the text is in neither notation
   */
  public static byte[] parse(String text) {
    return text.startsWith("\\x") ? parseHex(text) : parseEscapes(text);
  }

  private static byte[] parseHex(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / 2);
    int index = 2;
    while (index < text.length()) {
      if (Character.isWhitespace(text.charAt(index))) {
        index++;
        continue;
      }
      int high = hexDigit(text.charAt(index));
      if (index + 1 == text.length()) {
        throw new DatastoreException(
            ErrorCode.INVALID_PARAMETER_VALUE, "invalid hexadecimal data: odd number of digits");
      }
      bytes.write(high << 4 | hexDigit(text.charAt(index + 1)));
      index += 2;
    }
    return bytes.toByteArray();
  }

  private static int hexDigit(char character) {
    int digit = character < 0x80 ? Character.digit(character, 16) : -1;
    if (digit < 0) {
      throw new DatastoreException(
          ErrorCode.INVALID_PARAMETER_VALUE,
          "invalid hexadecimal digit: \"%s\"".formatted(character));
    }
    return digit;
  }

  private static byte[] parseEscapes(String text) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(source.length);
    int index = 0;
    while (index < source.length) {
      if (source[index] != '\\') {
        bytes.write(source[index++]);
      } else if (index + 1 < source.length && source[index + 1] == '\\') {
        bytes.write('\\');
        index += 2;
      } else {
        bytes.write(octal(source, index + 1));
        index += 4;
      }
    }
    return bytes.toByteArray();
  }

  private static int octal(byte[] source, int start) {
    int value = 0;
    for (int index = start; index < start + 3; index++) {
      int digit = index < source.length ? source[index] - '0' : -1;
      int max = index == start ? 3 : 7;
      if (digit < 0 || digit > max) {
        throw new DatastoreException(
            ErrorCode.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type bytea");
      }
      value = value * 8 + digit;
    }
    return value;
  }
}
