// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.activity;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.parser.SourceStatement;
import dev.mynah.sql.parser.StatementSplitter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Follows the statements of one client, one after the other, and tells when each has ended. */
public final class StatementWatch {
  private final Client client;
  private final ActivityListener listener;
  private final LongSupplier rowsSent;
  private String text = "";
  private int index;
  private long beganNanos;
  private long rowsBefore;

  /**
   * Makes a watch.
   *
   * @param rowsSent how many rows this client was sent so far
   */
  public StatementWatch(Client client, ActivityListener listener, LongSupplier rowsSent) {
    this.client = client;
    this.listener = listener;
    this.rowsSent = rowsSent;
  }

  /** A text begins to run, with its first statement. */
  public void begins(String newText) {
    text = newText;
    index = 0;
    restart();
  }

  private void restart() {
    beganNanos = System.nanoTime();
    rowsBefore = rowsSent.getAsLong();
  }

  /** The statement is done; the next one of the same text may follow. */
  public void ends() {
    tell(Optional.empty());
    index++;
    restart();
  }

  /** The statement has failed, and with it the rest of the text. */
  public void fails(DatastoreException error) {
    tell(Optional.of(error));
  }

  private void tell(Optional<DatastoreException> error) {
    listener.ended(
        new StatementRun(
            client,
            statement(),
            Duration.ofNanos(System.nanoTime() - beganNanos),
            rowsSent.getAsLong() - rowsBefore,
            error));
  }

  private String statement() {
    if (text.indexOf(';') < 0) {
      return text;
    }
    List<SourceStatement> statements = StatementSplitter.split(text);
    return index < statements.size() ? statements.get(index).text() : text;
  }
}
