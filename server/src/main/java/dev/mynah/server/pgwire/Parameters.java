// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.pgwire.messages.ClientMessage.Bind;
import dev.mynah.server.pgwire.messages.ValueFormat;
import dev.mynah.server.pgwire.types.BinaryFormat;
import dev.mynah.server.pgwire.types.PgType;
import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a Bind message. */
final class Parameters {
  /** A number with nothing but zeros behind its point. */
  private static final Pattern WHOLE = Pattern.compile("(-?\\d+)\\.0*");

  private Parameters() {}

  /** Returns one value a parameter, as the statement takes them. */
  static List<@Nullable Object> read(Bind bind, NamedStatement target, TextFormat textFormat) {
    List<DataType> types = target.statement().parameterTypes();
    checkCounts(bind, target, types.size());
    List<@Nullable Object> values = new ArrayList<>();
    for (int index = 0; index < types.size(); index++) {
      byte[] value = bind.values().get(index);
      values.add(
          value == null
              ? null
              : switch (ValueFormat.at(bind.formats(), index)) {
                case TEXT ->
                    textual(
                        types.get(index),
                        target.parameterOids().get(index),
                        text(value),
                        textFormat);
                case BINARY ->
                    binary(types.get(index), target.parameterOids().get(index), value, textFormat);
              });
    }
    return values;
  }

  /** Returns how many bytes the values have. */
  static long size(Bind bind) {
    long size = 0;
    for (byte[] value : bind.values()) {
      size += value == null ? 0 : value.length;
    }
    return size;
  }

  private static void checkCounts(Bind bind, NamedStatement target, int count) {
    if (bind.formats().size() > 1 && bind.formats().size() != bind.values().size()) {
      throw new DatastoreException(
          ErrorCode.PROTOCOL_VIOLATION,
          "bind message has %d parameter formats but %d parameters"
              .formatted(bind.formats().size(), bind.values().size()));
    }
    if (bind.values().size() != count) {
      throw new DatastoreException(
          ErrorCode.PROTOCOL_VIOLATION,
          "bind message supplies %d parameters, but prepared statement \"%s\" requires %d"
              .formatted(bind.values().size(), target.name(), count));
    }
  }

  /** Reads a value as text; a whole number may be written as the client's type has numbers. */
  private static Object textual(DataType type, int oid, String value, TextFormat textFormat) {
    DataType sent = PgType.dataType(oid);
    boolean isWider = sent.kind().isNumeric() && !sent.kind().isInteger();
    return textFormat.parse(
        type, type.kind().isInteger() && isWider ? WHOLE.matcher(value).replaceFirst("$1") : value);
  }

  /**
   * Reads a value in the form of the type that the client was told or has said; where the statement
   * takes another type, it gets the value as a text of that would be read.
   */
  private static Object binary(DataType type, int oid, byte[] value, TextFormat textFormat) {
    DataType sent = PgType.dataType(oid);
    Object parsed = BinaryFormat.parse(sent, value);
    boolean sameClass = PgType.of(type).oid() == PgType.of(sent).oid();
    return sameClass ? parsed : textual(type, oid, textOf(parsed), textFormat);
  }

  private static String textOf(Object value) {
    return value instanceof byte[] bytes ? text(bytes) : value.toString();
  }

  private static String text(byte[] value) {
    for (byte unit : value) {
      if (unit == 0) {
        throw notUtf8("0x00");
      }
    }
    ByteBuffer buffer = ByteBuffer.wrap(value);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      throw notUtf8("0x%02x".formatted(value[buffer.position()])).withCause(e);
    }
  }

  private static DatastoreException notUtf8(String bytes) {
    return new DatastoreException(
        ErrorCode.CHARACTER_NOT_IN_REPERTOIRE,
        "invalid byte sequence for encoding \"UTF8\": " + bytes);
  }
}
