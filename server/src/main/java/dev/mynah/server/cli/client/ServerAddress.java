// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.client;

import java.util.Optional;

/**
 * Where a server is, and who asks.
 *
 * @param password empty to take it from {@code PGPASSWORD}, {@code PGPASSFILE} or {@code
 *     ~/.pgpass}, or to give none
 */
public record ServerAddress(String host, int port, String user, Optional<String> password) {
  /** Tells nothing of the password. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
