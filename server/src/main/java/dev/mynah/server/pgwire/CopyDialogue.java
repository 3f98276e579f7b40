// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.StatementResult;
import dev.mynah.server.pgwire.messages.ClientMessage;
import dev.mynah.server.pgwire.messages.Frame;
import dev.mynah.server.pgwire.messages.MessageDecoder;
import dev.mynah.server.pgwire.messages.MessageReader;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.EOFException;
import java.io.IOException;

/** Takes the data of COPY FROM STDIN from the client. */
final class CopyDialogue {
  private final MessageReader reader;
  private final ServerMessages messages;
  private final int maxMessageBytes;

  CopyDialogue(MessageReader reader, ServerMessages messages, int maxMessageBytes) {
    this.reader = reader;
    this.messages = messages;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** Takes all data and returns the command tag; whatever fails, no row is stored. */
  String receive(StatementResult.CopyIn copy) throws IOException {
    messages.copyInResponse(copy.columnCount());
    boolean complete = false;
    try {
      while (takesMore(copy)) {
        // Each turn takes one message.
      }
      complete = true;
    } finally {
      if (!complete) {
        copy.abort("the client did not complete the data");
      }
    }
    return copy.finish();
  }

  /** Takes a message; false when the data is complete. */
  private boolean takesMore(StatementResult.CopyIn copy) throws IOException {
    Frame frame =
        reader
            .next(maxMessageBytes)
            .orElseThrow(() -> new EOFException("the client left during COPY"));
    if (frame.type() == 'd') {
      copy.write(frame.body(), 0, frame.body().length);
      return true;
    }
    ClientMessage message = MessageDecoder.decode(frame);
    if (message instanceof ClientMessage.CopyFail failure) {
      throw new DatastoreException(
          ErrorCode.QUERY_CANCELED, "COPY from stdin failed: " + failure.reason());
    }
    if (message instanceof ClientMessage.Terminate) {
      throw new EOFException("the client left during COPY");
    }
    boolean outOfPlace =
        !(message instanceof ClientMessage.CopyDone
            || message instanceof ClientMessage.Flush
            || message instanceof ClientMessage.Sync);
    if (outOfPlace) {
      throw new DatastoreException(
          ErrorCode.PROTOCOL_VIOLATION,
          "unexpected message type 0x%02X during COPY from stdin".formatted((int) frame.type()));
    }
    return !(message instanceof ClientMessage.CopyDone);
  }
}
