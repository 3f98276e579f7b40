// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts what a client sends into messages.
 *
 * <p>A {@link ProtocolException} means that the end of the message cannot be found, so nothing more
 * can be read; after a {@link DatastoreException} the next message can be read.
 */
public final class MessageReader {
  /** A start-up packet holds names and settings; PostgreSQL takes no longer one. */
  static final int MAX_STARTUP_BYTES = 10_000;

  /** Memory is taken as bytes arrive, never on the word of a length. */
  private static final int CHUNK_BYTES = 64 * 1024;

  private static final String MESSAGE_TYPES = "BCDEFHPQSXcdfp";

  private final InputStream input;

  public MessageReader(InputStream input) {
    this.input = input;
  }

  /**
   * Reads a packet of the start-up, which has a length but no type.
   *
   * @return empty when the client closed the connection before it sent a byte
   */
  public Optional<byte[]> startupPacket() throws IOException {
    int first = input.read();
    if (first < 0) {
      return Optional.empty();
    }
    int length = first << 24 | readByte() << 16 | readByte() << 8 | readByte();
    if (length < 8 || length > MAX_STARTUP_BYTES) {
      throw new ProtocolException("invalid length of startup packet");
    }
    return Optional.of(body(length - 4));
  }

  /**
   * Reads the next message.
   *
   * @param maxBytes the longest content to take
   * @return empty when the client closed the connection between two messages
   */
  public Optional<Frame> next(int maxBytes) throws IOException {
    return next(maxBytes, maxBytes);
  }

  /**
   * Reads the next message; a longer statement than {@code maxStatementBytes} is skipped and
   * refused with PROGRAM_LIMIT_EXCEEDED.
   */
  public Optional<Frame> next(int maxBytes, int maxStatementBytes) throws IOException {
    int type = input.read();
    if (type < 0) {
      return Optional.empty();
    }
    if (MESSAGE_TYPES.indexOf(type) < 0) {
      throw new ProtocolException("invalid frontend message type " + type);
    }
    int length = readByte() << 24 | readByte() << 16 | readByte() << 8 | readByte();
    if (length < 4 || length - 4 > maxBytes) {
      throw new ProtocolException("invalid message length");
    }
    boolean statement = type == 'Q' || type == 'P';
    if (statement && length - 4 > maxStatementBytes) {
      input.skipNBytes(length - 4L);
      throw new RefusedMessageException(
          (char) type,
          new DatastoreException(ErrorCode.PROGRAM_LIMIT_EXCEEDED, "statement is too long")
              .withDetail("A statement can have at most %d bytes.".formatted(maxStatementBytes)));
    }
    try {
      return Optional.of(new Frame((char) type, body(length - 4)));
    } catch (DatastoreException outOfMemory) {
      throw new RefusedMessageException((char) type, outOfMemory);
    }
  }

  private int readByte() throws IOException {
    int value = input.read();
    if (value < 0) {
      throw new EOFException("the client closed the connection inside a message");
    }
    return value;
  }

  private byte[] body(int length) throws IOException {
    byte[] body = new byte[Math.min(length, CHUNK_BYTES)];
    int filled = 0;
    while (filled < length) {
      if (filled == body.length) {
        body = grown(body, length);
      }
      int count = input.read(body, filled, body.length - filled);
      if (count < 0) {
        throw new EOFException("the client closed the connection inside a message");
      }
      filled += count;
    }
    return body;
  }

  private byte[] grown(byte[] body, int length) throws IOException {
    try {
      return Arrays.copyOf(body, (int) Math.min(length, body.length * 2L));
    } catch (OutOfMemoryError error) {
      input.skipNBytes(length - body.length);
      throw new DatastoreException(ErrorCode.OUT_OF_MEMORY, "out of memory")
          .withDetail("A message of %d bytes does not fit.".formatted(length))
          .withCause(error);
    }
  }
}
