// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.log;

import dev.mynah.server.activity.ActivityListener;
import dev.mynah.server.activity.Client;
import dev.mynah.server.activity.StatementRun;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.parser.Redactor;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** Logs connections, failed logins, failed statements and slow ones. */
public final class ActivityLog implements ActivityListener {
  /** More of a statement's text is cut. */
  private static final int MAX_TEXT = 4_000;

  private final Optional<Duration> minDuration;

  /**
   * Makes a log.
   *
   * @param minDuration from how long on a statement is slow; empty when none is
   */
  public ActivityLog(Optional<Duration> minDuration) {
    this.minDuration = minDuration;
  }

  @Override
  public void connected(Client client) {
    ServerLog.info(of("connected", client));
  }

  @Override
  public void disconnected(Client client) {
    ServerLog.info(of("disconnected", client));
  }

  @Override
  public void refused(InetAddress address, DatastoreException error) {
    ServerLog.warning(
        withError(LogEvent.named("refused").with("address", address.getHostAddress()), error));
  }

  @Override
  public void ended(StatementRun run) {
    if (run.error().isPresent()) {
      ServerLog.warning(
          withError(withRun(of("statement_failed", run.client()), run), run.error().get()));
    } else if (minDuration.isPresent() && run.duration().compareTo(minDuration.get()) >= 0) {
      ServerLog.info(withRun(of("slow_statement", run.client()), run));
    }
  }

  private static LogEvent of(String name, Client client) {
    return LogEvent.named(name)
        .with("protocol", client.protocol())
        .with("session", client.session())
        .with("user", client.user())
        .with("address", client.address());
  }

  private static LogEvent withRun(LogEvent event, StatementRun run) {
    // Redacted before it is cut: half a statement might hide where a secret begins.
    String text = Redactor.redact(run.text());
    return event
        .with("milliseconds", run.duration().toMillis())
        .with("rows", run.rows())
        .with("statement", text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "..." : text);
  }

  private static LogEvent withError(LogEvent event, DatastoreException error) {
    LogEvent told =
        event.with("sqlstate", error.code().sqlState()).with("message", error.message());
    return error.detail().map(detail -> told.with("detail", detail)).orElse(told);
  }
}
