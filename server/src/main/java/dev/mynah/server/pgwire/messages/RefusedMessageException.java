// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import dev.mynah.spi.error.DatastoreException;

/** A message was skipped because it is too large; the next one can be read. */
public final class RefusedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final char type;
  private final DatastoreException error;

  RefusedMessageException(char type, DatastoreException error) {
    super(error);
    this.type = type;
    this.error = error;
  }

  /** Returns the type of the message that was skipped. */
  public char type() {
    return type;
  }

  /** Returns what the client is to be told. */
  public DatastoreException error() {
    return error;
  }
}
