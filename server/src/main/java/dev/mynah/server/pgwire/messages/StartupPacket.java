// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import java.util.LinkedHashMap;
import java.util.Map;

/** The first thing that a client says. */
public sealed interface StartupPacket {
  /** Asks for TLS. */
  record TlsRequest() implements StartupPacket {}

  /** Asks for encryption by GSSAPI. */
  record GssapiRequest() implements StartupPacket {}

  /** Asks to stop the statement of another connection. */
  record CancelRequest(int processId, int secretKey) implements StartupPacket {}

  /**
   * Asks for a session.
   *
   * @param parameters in the order sent: {@code user}, {@code database}, settings
   */
  record StartupMessage(int majorVersion, int minorVersion, Map<String, String> parameters)
      implements StartupPacket {}

  /** Understands a packet; what is wrong with it is a PROTOCOL_VIOLATION. */
  static StartupPacket decode(byte[] packet) {
    BodyReader body = new BodyReader(packet);
    int code = body.int32();
    return switch (code) {
      // The codes lie where no version number ever will: 1234 in the upper half.
      case 80877103 -> new TlsRequest();
      case 80877104 -> new GssapiRequest();
      case 80877102 -> new CancelRequest(body.int32(), body.int32());
      default -> {
        int majorVersion = code >>> 16;
        Map<String, String> parameters =
            majorVersion == 3 ? parameters(body) : new LinkedHashMap<>();
        yield new StartupMessage(majorVersion, code & 0xffff, parameters);
      }
    };
  }

  private static Map<String, String> parameters(BodyReader body) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name = body.text(); !name.isEmpty(); name = body.text()) {
      parameters.put(name, body.text());
    }
    body.end();
    return parameters;
  }
}
