// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.activity;

import dev.mynah.spi.error.DatastoreException;
import java.time.Duration;
import java.util.Optional;

/**
 * A statement that has ended.
 *
 * @param text as the client wrote it, secrets included
 * @param duration until its last row was sent
 * @param rows how many rows were sent
 * @param error empty when all went well
 */
public record StatementRun(
    Client client, String text, Duration duration, long rows, Optional<DatastoreException> error) {
  /** Returns what sort of statement it is. */
  public StatementKind kind() {
    return StatementKind.of(text);
  }

  /** Tells nothing of the text. */
  @Override
  public String toString() {
    return kind() + " of session " + client.session();
  }
}
