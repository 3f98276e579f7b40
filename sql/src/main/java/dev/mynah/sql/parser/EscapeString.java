// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes {@code E'...'}: octal and hexadecimal escapes are bytes of UTF-8. */
final class EscapeString {
  private final String text;
  private final int end;
  private final StringBuilder value;
  private final Positions positions;
  private ByteBuffer bytes = ByteBuffer.allocate(16);
  private int index;

  /**
   * @param quote the index of the opening quote
   * @param end the index after the closing quote
   */
  EscapeString(String text, int quote, int end) {
    this.text = text;
    this.index = quote + 1;
    this.end = end;
    this.value = new StringBuilder(end - quote);
    this.positions = new Positions(text);
  }

  String decode() {
    while (index < end - 1) {
      char c = text.charAt(index);
      if (c == '\\') {
        escape();
      } else if (c == '\'') {
        quote();
      } else {
        append(c);
        index++;
      }
    }
    endBytes();
    return value.toString();
  }

  private void quote() {
    if (text.charAt(index + 1) == '\'') {
      append('\'');
      index += 2;
    } else {
      index = Literals.afterQuoteThatContinues(text, index + 1);
    }
  }

  private void escape() {
    char kind = text.charAt(index + 1);
    switch (kind) {
      case 'b' -> simple('\b');
      case 'f' -> simple('\f');
      case 'n' -> simple('\n');
      case 'r' -> simple('\r');
      case 't' -> simple('\t');
      case 'v' -> simple('\u000b');
      case 'x' -> {
        int digitsEnd = digits(index + 2, 2, 16);
        if (digitsEnd == index + 2) {
          simple('x');
        } else {
          addByte(Integer.parseInt(text, index + 2, digitsEnd, 16), digitsEnd);
        }
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        int digitsEnd = digits(index + 1, 3, 8);
        addByte(Integer.parseInt(text, index + 1, digitsEnd, 8) & 0xFF, digitsEnd);
      }
      case 'u' -> codePoint(4);
      case 'U' -> codePoint(8);
      default -> simple(kind);
    }
  }

  private void simple(char c) {
    append(c);
    index += 2;
  }

  private int digits(int from, int most, int radix) {
    int i = from;
    while (i < end - 1 && i < from + most && isDigit(text.charAt(i), radix)) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c, int radix) {
    return c < 0x80 && Character.digit(c, radix) >= 0;
  }

  private void codePoint(int length) {
    int point = pointAt(index, length);
    int next = index + 2 + length;
    if (UnicodeEscapes.isHighSurrogate(point)) {
      char kind = next + 1 < end - 1 && text.charAt(next) == '\\' ? text.charAt(next + 1) : ' ';
      if (kind != 'u' && kind != 'U') {
        throw error("invalid Unicode surrogate pair");
      }
      int secondLength = kind == 'u' ? 4 : 8;
      int low = pointAt(next, secondLength);
      if (!UnicodeEscapes.isLowSurrogate(low)) {
        throw error("invalid Unicode surrogate pair");
      }
      point = Character.toCodePoint((char) point, (char) low);
      next += 2 + secondLength;
    } else if (UnicodeEscapes.isLowSurrogate(point)) {
      throw error("invalid Unicode surrogate pair");
    }
    endBytes();
    value.appendCodePoint(point);
    index = next;
  }

  private int pointAt(int backslash, int length) {
    int from = backslash + 2;
    if (digits(from, length, 16) < from + length) {
      throw error("invalid Unicode escape")
          .withHint("Unicode escapes must be \\uXXXX or \\UXXXXXXXX.");
    }
    long point = Long.parseLong(text, from, from + length, 16);
    if (point == 0 || point > Character.MAX_CODE_POINT) {
      throw error("invalid Unicode escape value");
    }
    return (int) point;
  }

  private void addByte(int value, int next) {
    if (!bytes.hasRemaining()) {
      bytes = ByteBuffer.allocate(bytes.capacity() * 2).put(bytes.flip());
    }
    bytes.put((byte) value);
    index = next;
  }

  private void append(char c) {
    endBytes();
    value.append(c);
  }

  private void endBytes() {
    if (bytes.position() == 0) {
      return;
    }
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      if (decoded.indexOf('\0') >= 0) {
        throw error("invalid byte sequence for encoding \"UTF8\"");
      }
      value.append(decoded);
    } catch (CharacterCodingException wrong) {
      throw error("invalid byte sequence for encoding \"UTF8\"").withCause(wrong);
    }
    bytes.clear();
  }

  private DatastoreException error(String message) {
    return new DatastoreException(ErrorCode.SYNTAX_ERROR, message)
        .withPosition(positions.of(Math.min(index, end - 1)));
  }
}
