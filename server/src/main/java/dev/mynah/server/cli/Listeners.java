// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.Datastore;
import dev.mynah.server.activity.ActivityListener;
import dev.mynah.server.http.HttpFront;
import dev.mynah.server.http.HttpOptions;
import dev.mynah.server.http.Tokens;
import dev.mynah.server.log.ActivityLog;
import dev.mynah.server.metrics.DatastoreFigures;
import dev.mynah.server.metrics.ServerMetrics;
import dev.mynah.server.pgwire.PgServer;
import dev.mynah.server.pgwire.PgServerOptions;
import dev.mynah.server.pgwire.SessionSource;
import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the program listens with, and what it hears.
 *
 * @param header the file with the first user's token for HTTP; empty without HTTP
 */
record Listeners(PgServer server, Optional<HttpFront> http, Optional<Path> header) {
  /**
   * Begins to listen.
   *
   * @param folder where the datastore's data are
   */
  static Listeners start(
      Datastore datastore,
      Path folder,
      PgServerOptions options,
      Optional<HttpOptions> httpOptions,
      Authenticator authenticator,
      ActivityLog log) {
    ServerMetrics metrics =
        new ServerMetrics(() -> DatastoreFigures.of(datastore, FirstUser.NAME, folder));
    ActivityListener activity = ActivityListener.all(List.of(log, metrics));
    SessionSource sessions =
        (client, notices) ->
            datastore.login(client.user(), client.address().getHostAddress(), notices);
    PgServer server = new PgServer(options, sessions, authenticator, activity);
    listen(server::start, options.host(), options.port(), "--port");
    if (httpOptions.isEmpty()) {
      return new Listeners(server, Optional.empty(), Optional.empty());
    }
    Tokens tokens = new Tokens(datastore.secrets(), datastore.users()::isCurrent);
    Path header = tokens.ensure(FirstUser.NAME);
    HttpFront front =
        new HttpFront(
            sessions,
            tokens,
            activity,
            metrics::text,
            () -> DatastoreFigures.answers(datastore, FirstUser.NAME),
            httpOptions.get());
    try {
      listen(front::start, httpOptions.get().host(), httpOptions.get().port(), "--http-port");
      return new Listeners(server, Optional.of(front), Optional.of(header));
    } catch (DatastoreException e) {
      server.close();
      throw e;
    }
  }

  private static void listen(Runnable start, InetAddress host, int port, String option) {
    try {
      start.run();
    } catch (UncheckedIOException e) {
      throw new DatastoreException(
              ErrorCode.OBJECT_IN_USE,
              "port %d of %s cannot be used".formatted(port, host.getHostAddress()))
          .withDetail(Objects.requireNonNull(e.getCause()).getMessage() + ".")
          .withHint("Choose another with %s, or a free one with %1$s 0.".formatted(option))
          .withCause(e);
    }
  }

  /** Takes no more clients, gives statements under way so much time, and closes. */
  void close(Duration grace) {
    Thread closing = Thread.ofPlatform().start(() -> http.ifPresent(front -> front.close(grace)));
    server.close();
    try {
      closing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
