// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.tls;

/** When connections are encrypted. */
public enum TlsMode {
  /** Never: a client that asks for it is told no. */
  OFF,
  /** For clients that ask for it. */
  ON,
  /** Always: a client that does not ask for it is refused. */
  REQUIRED
}
