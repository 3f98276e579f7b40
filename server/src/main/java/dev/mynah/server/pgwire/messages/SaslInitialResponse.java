// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

/** The first message of a client's authentication: which mechanism, and its first data. */
public record SaslInitialResponse(String mechanism, byte[] data) {
  /** Understands the content of a Password message that begins an authentication. */
  public static SaslInitialResponse decode(byte[] content) {
    BodyReader body = new BodyReader(content);
    String mechanism = body.text();
    int length = body.int32();
    byte[] data = length == -1 ? new byte[0] : body.bytes(length);
    body.end();
    return new SaslInitialResponse(mechanism, data);
  }
}
