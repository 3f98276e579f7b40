// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mynah.server.pgwire.messages.ClientMessage.Bind;
import dev.mynah.server.pgwire.types.BinaryFormat;
import dev.mynah.server.pgwire.types.PgType;
import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.error.DatastoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Whatever bytes come, the codec answers with messages or with the errors it promises. */
final class MessageFuzzTest {
  private static final int[] OIDS = {
    16, 17, 20, 21, 23, 25, 114, 700, 701, 1082, 1083, 1114, 1184, 1700, 2950
  };

  @FuzzTest(maxDuration = "10s")
  void readsAnyBytes(byte[] bytes) {
    MessageReader reader = new MessageReader(new ByteArrayInputStream(bytes));
    try {
      Optional<Frame> frame = reader.next(1 << 20, 1 << 10);
      while (frame.isPresent()) {
        decode(frame.get());
        frame = reader.next(1 << 20, 1 << 10);
      }
    } catch (IOException | RefusedMessageException expected) {
      return;
    }
  }

  @FuzzTest(maxDuration = "5s")
  void readsAnyStartupPacket(byte[] bytes) {
    try {
      Optional<byte[]> packet = new MessageReader(new ByteArrayInputStream(bytes)).startupPacket();
      packet.ifPresent(StartupPacket::decode);
    } catch (IOException | DatastoreException expected) {
      return;
    }
  }

  private static void decode(Frame frame) {
    try {
      if (MessageDecoder.decode(frame) instanceof Bind bind) {
        for (byte[] value : bind.values()) {
          if (value != null) {
            parse(value);
          }
        }
      }
    } catch (DatastoreException expected) {
      return;
    }
  }

  private static void parse(byte[] value) {
    TextFormat format = TextFormat.inZone("Europe/Berlin");
    for (int oid : OIDS) {
      try {
        BinaryFormat.parse(PgType.dataType(oid), value);
      } catch (DatastoreException expected) {
        // Text is tried as well.
      }
      try {
        format.parse(PgType.dataType(oid), new String(value, ISO_8859_1));
      } catch (DatastoreException expected) {
        // The next type is tried as well.
      }
    }
  }
}
