// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.StatementResult;
import dev.mynah.server.pgwire.messages.ClientMessage;
import dev.mynah.server.pgwire.messages.Frame;
import dev.mynah.server.pgwire.messages.MessageDecoder;
import dev.mynah.server.pgwire.messages.MessageReader;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.server.pgwire.messages.ValueFormat;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.CopyOptions.Format;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Consumer;

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
    boolean binary = copy.format() == Format.BINARY;
    messages.copyInResponse(copy.columns().size(), binary ? ValueFormat.BINARY : ValueFormat.TEXT);
    boolean complete = false;
    try {
      if (binary) {
        CopyBinaryReader binaryReader = new CopyBinaryReader(copy);
        takeAll(binaryReader::take);
        binaryReader.end();
      } else {
        takeAll(data -> copy.write(data, 0, data.length));
      }
      complete = true;
    } finally {
      if (!complete) {
        copy.abort("the client did not complete the data");
      }
    }
    return copy.finish();
  }

  private void takeAll(Consumer<byte[]> data) throws IOException {
    while (takesMore(data)) {
      // Each turn takes one message.
    }
  }

  /** Takes a message; false when the data is complete. */
  private boolean takesMore(Consumer<byte[]> data) throws IOException {
    Frame frame =
        reader
            .next(maxMessageBytes)
            .orElseThrow(() -> new EOFException("the client left during COPY"));
    if (frame.type() == 'd') {
      data.accept(frame.body());
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
