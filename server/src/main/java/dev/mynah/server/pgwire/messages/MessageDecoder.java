// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import dev.mynah.server.pgwire.messages.ClientMessage.Bind;
import dev.mynah.server.pgwire.messages.ClientMessage.Close;
import dev.mynah.server.pgwire.messages.ClientMessage.CopyData;
import dev.mynah.server.pgwire.messages.ClientMessage.CopyDone;
import dev.mynah.server.pgwire.messages.ClientMessage.CopyFail;
import dev.mynah.server.pgwire.messages.ClientMessage.Describe;
import dev.mynah.server.pgwire.messages.ClientMessage.Execute;
import dev.mynah.server.pgwire.messages.ClientMessage.Flush;
import dev.mynah.server.pgwire.messages.ClientMessage.FunctionCall;
import dev.mynah.server.pgwire.messages.ClientMessage.Parse;
import dev.mynah.server.pgwire.messages.ClientMessage.Password;
import dev.mynah.server.pgwire.messages.ClientMessage.Query;
import dev.mynah.server.pgwire.messages.ClientMessage.Sync;
import dev.mynah.server.pgwire.messages.ClientMessage.Target;
import dev.mynah.server.pgwire.messages.ClientMessage.Terminate;
import java.util.ArrayList;
import java.util.List;

/** Understands the content of messages. */
public final class MessageDecoder {
  private MessageDecoder() {}

  /**
   * Returns what a client says.
   *
   * @throws dev.mynah.spi.error.DatastoreException when the content is not as the protocol has it;
   *     the next message may be fine
   */
  public static ClientMessage decode(Frame frame) {
    BodyReader body = new BodyReader(frame.body());
    ClientMessage message =
        switch (frame.type()) {
          case 'Q' -> new Query(body.text());
          case 'P' -> parse(body);
          case 'B' -> bind(body);
          case 'D' -> new Describe(target(body), body.text());
          case 'E' -> new Execute(body.text(), body.int32());
          case 'C' -> new Close(target(body), body.text());
          case 'd' -> new CopyData(body.rest());
          case 'f' -> new CopyFail(body.text());
          case 'p' -> new Password(body.rest());
          case 'F' -> {
            body.rest();
            yield new FunctionCall();
          }
          case 'H' -> new Flush();
          case 'S' -> new Sync();
          case 'c' -> new CopyDone();
          case 'X' -> new Terminate();
          default ->
              throw BodyReader.violation("invalid frontend message type " + (int) frame.type());
        };
    body.end();
    return message;
  }

  private static Parse parse(BodyReader body) {
    String name = body.text();
    String text = body.text();
    int count = body.int16();
    body.require(4L * count);
    List<Integer> oids = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      oids.add(body.int32());
    }
    return new Parse(name, text, oids);
  }

  private static Bind bind(BodyReader body) {
    return new Bind(body.text(), body.text(), body.formats(), body.values(), body.formats());
  }

  private static Target target(BodyReader body) {
    return switch (body.int8()) {
      case 'S' -> Target.STATEMENT;
      case 'P' -> Target.PORTAL;
      default -> throw BodyReader.violation("invalid DESCRIBE or CLOSE message subtype");
    };
  }
}
