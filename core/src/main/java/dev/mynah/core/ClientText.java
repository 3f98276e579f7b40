// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.Settings;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.rewrite.Edits;
import dev.mynah.sql.rewrite.MysqlText;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, with PostgreSQL's quotes and comments whatever its dialect.
 *
 * @param edits what the client wrote otherwise; null in PostgreSQL's dialect
 */
record ClientText(String text, @Nullable Edits edits) {
  /** Reads a text in the dialect of the session. */
  static ClientText of(String text, Settings settings) {
    if (!settings.isMysql()) {
      return new ClientText(text, null);
    }
    Edits edits = MysqlText.toPostgres(text);
    return new ClientText(edits.apply(), edits);
  }

  /** Returns an error in this text with its place in what the client sent. */
  DatastoreException placed(DatastoreException error) {
    return edits == null || error.position() == DatastoreException.NO_POSITION
        ? error
        : error.withPosition(edits.original(error.position()));
  }
}
