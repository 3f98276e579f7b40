// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import com.sun.net.httpserver.HttpExchange;
import dev.mynah.core.session.Session;
import dev.mynah.server.activity.ActivityListener;
import dev.mynah.server.activity.Client;
import dev.mynah.server.pgwire.ClientIdentity;
import dev.mynah.server.pgwire.SessionSource;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code POST /sql}: runs statements for whoever has a token. */
final class SqlEndpoint implements Endpoint {
  private static final Logger LOG = System.getLogger("dev.mynah.server");

  /** Until then an error can still choose the status of its answer. */
  private static final Duration FIRST_BEAT = Duration.ofSeconds(2);

  private static final Duration BEAT = Duration.ofSeconds(1);

  private final HttpOptions options;
  private final SessionSource sessions;
  private final Tokens tokens;
  private final ActivityListener activity;
  private final ScheduledExecutorService beats;
  private final Set<Session> open = ConcurrentHashMap.newKeySet();
  private final Semaphore places;
  private volatile boolean closing;

  SqlEndpoint(
      HttpOptions options,
      SessionSource sessions,
      Tokens tokens,
      ActivityListener activity,
      ScheduledExecutorService beats) {
    this.options = options;
    this.sessions = sessions;
    this.tokens = tokens;
    this.activity = activity;
    this.beats = beats;
    this.places = new Semaphore(options.maxSessions());
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException, HttpRefusal {
    InetAddress address = exchange.getRemoteAddress().getAddress();
    String user = user(exchange, address);
    SqlRequest request = SqlRequest.read(header(exchange, "Content-Type"), body(exchange));
    ClientIdentity identity = new ClientIdentity(user, "mynah", "http", address);
    if (closing || !places.tryAcquire()) {
      throw HttpRefusal.of(HttpRefusal.UNAVAILABLE, "too many requests run statements already");
    }
    try (Session session = sessions.open(identity, notice -> {})) {
      open.add(session);
      Client client = new Client("http", session.id(), user, address.getHostAddress());
      activity.connected(client);
      try {
        run(exchange, request, session, client);
      } finally {
        open.remove(session);
        activity.disconnected(client);
      }
    } catch (DatastoreException e) {
      throw new HttpRefusal(HttpRefusal.statusOf(e.code()), e);
    } finally {
      places.release();
    }
  }

  private String user(HttpExchange exchange, InetAddress address) throws HttpRefusal {
    Optional<String> user = tokens.user(header(exchange, "Authorization"));
    if (user.isEmpty()) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      HttpRefusal refusal = HttpRefusal.of(HttpRefusal.UNAUTHORIZED, "a valid token is needed");
      activity.refused(address, refusal.error());
      throw refusal;
    }
    return user.get();
  }

  private byte[] body(HttpExchange exchange) throws IOException, HttpRefusal {
    try (InputStream input = exchange.getRequestBody()) {
      byte[] body = input.readNBytes(options.maxBodyBytes() + 1);
      if (body.length > options.maxBodyBytes()) {
        throw HttpRefusal.of(
            HttpRefusal.TOO_LARGE,
            "a request can have at most %d bytes".formatted(options.maxBodyBytes()));
      }
      return body;
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private void run(HttpExchange exchange, SqlRequest request, Session session, Client client)
      throws IOException {
    boolean csv = header(exchange, "Accept").contains("text/csv");
    ResponseStream stream =
        new ResponseStream(exchange, csv ? CsvAnswer.CONTENT_TYPE : JsonAnswer.CONTENT_TYPE);
    Thread answering = Thread.currentThread();
    Future<?> beat =
        beats.scheduleAtFixedRate(
            () -> beat(stream, session, answering, csv),
            FIRST_BEAT.toMillis(),
            BEAT.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      if (csv) {
        CsvAnswer answer = new CsvAnswer(stream);
        runCsv(new RequestRun(session, client, activity, answer), request, stream, answer);
      } else {
        JsonAnswer answer = new JsonAnswer(stream);
        runJson(new RequestRun(session, client, activity, answer), request, stream, answer);
      }
    } finally {
      beat.cancel(false);
    }
  }

  private static void runCsv(
      RequestRun run, SqlRequest request, ResponseStream stream, CsvAnswer answer)
      throws IOException {
    try {
      run.run(request);
      answer.end();
    } catch (DatastoreException e) {
      if (stream.isBegun()) {
        // CSV has no place for an error: the answer ends before its end, which clients notice.
        throw new IOException("a statement failed after its first rows were sent", e);
      }
      throw e;
    }
  }

  private static void runJson(
      RequestRun run, SqlRequest request, ResponseStream stream, JsonAnswer answer)
      throws IOException {
    try {
      run.run(request);
      answer.end();
    } catch (DatastoreException e) {
      if (!stream.isBegun()) {
        throw e;
      }
      answer.fail(e);
    } catch (RuntimeException e) {
      if (!stream.isBegun()) {
        throw e;
      }
      LOG.log(Level.ERROR, "internal error", e);
      answer.fail(new DatastoreException(ErrorCode.INTERNAL_ERROR, "internal error"));
    }
  }

  /** Stops a statement whose client has left, or takes nothing of its answer. */
  private void beat(ResponseStream stream, Session session, Thread answering, boolean csv) {
    try {
      if (stream.stalledFor().compareTo(options.stallTimeout()) > 0) {
        session.abandon();
        // Ends the write, and with it the connection.
        answering.interrupt();
      } else if (!csv) {
        stream.keepAlive();
      }
    } catch (IOException e) {
      session.abandon();
    }
  }

  /** Takes no more requests. */
  void drain() {
    closing = true;
  }

  boolean isIdle() {
    return places.availablePermits() == options.maxSessions();
  }

  /** Stops the statements under way. */
  void abandon() {
    open.forEach(Session::abandon);
  }
}
