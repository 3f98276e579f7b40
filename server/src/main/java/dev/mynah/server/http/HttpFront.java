// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mynah.server.activity.ActivityListener;
import dev.mynah.server.http.MonitoringEndpoint.Told;
import dev.mynah.server.pgwire.SessionSource;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Answers HTTP: {@code /sql}, {@code /health} and {@code /metrics}. */
public final class HttpFront implements AutoCloseable {
  private static final Logger LOG = System.getLogger("dev.mynah.server");
  private static final int BACKLOG = 128;
  private static final int OK = 200;
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  static {
    // The JDK's server reads its limits once: seconds for a request to arrive, connections.
    limit("sun.net.httpserver.maxReqTime", "60");
    limit("jdk.httpserver.maxConnections", "500");
  }

  private final HttpOptions options;
  private final HttpServer server;
  private final RequestGuard guard;
  private final SqlEndpoint sql;
  private final ExecutorService threads = Executors.newCachedThreadPool(named("mynah-http"));
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(named("mynah-http-beat"));

  private static void limit(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  private static ThreadFactory named(String name) {
    return task -> Thread.ofPlatform().daemon().name(name).unstarted(task);
  }

  /**
   * Makes a server that listens nowhere yet.
   *
   * @param metrics the text that Prometheus reads
   * @param ready whether statements can be run now
   */
  public HttpFront(
      SessionSource sessions,
      Tokens tokens,
      ActivityListener activity,
      Supplier<String> metrics,
      BooleanSupplier ready,
      HttpOptions options) {
    this.options = options;
    this.guard = new RequestGuard(options);
    this.sql = new SqlEndpoint(options, sessions, tokens, activity, beats);
    try {
      this.server = HttpServer.create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    route("/sql", sql);
    route("/metrics", monitoring(() -> new Told(OK, METRICS_TYPE, metrics.get())));
    route("/health/live", monitoring(() -> health(true)));
    route("/health", monitoring(() -> health(ready.getAsBoolean())));
    server.setExecutor(threads);
  }

  /** Begins to listen; fails with UncheckedIOException when the port is taken. */
  public void start() {
    try {
      server.bind(new InetSocketAddress(options.host(), options.port()), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.start();
  }

  private MonitoringEndpoint monitoring(Supplier<Told> told) {
    return new MonitoringEndpoint(guard, told);
  }

  private static Told health(boolean well) {
    return well
        ? new Told(OK, JsonAnswer.CONTENT_TYPE, "{\"status\":\"ok\"}")
        : new Told(HttpRefusal.UNAVAILABLE, JsonAnswer.CONTENT_TYPE, "{\"status\":\"not ready\"}");
  }

  private void route(String path, Endpoint endpoint) {
    server.createContext(path, exchange -> answer(path, endpoint, exchange));
  }

  private void answer(String path, Endpoint endpoint, HttpExchange exchange) throws IOException {
    try {
      guard.check(exchange);
      if (!isPath(exchange, path)) {
        throw HttpRefusal.of(HttpRefusal.NOT_FOUND, "there is nothing at this path");
      }
      if (!exchange.getRequestMethod().equals(endpoint.method())) {
        exchange.getResponseHeaders().set("Allow", endpoint.method());
        throw HttpRefusal.of(
            HttpRefusal.METHOD_NOT_ALLOWED, "this path takes only " + endpoint.method());
      }
      endpoint.answer(exchange);
    } catch (HttpRefusal e) {
      refuse(exchange, e.status(), e.error());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.log(Level.ERROR, "internal error", e);
      refuse(
          exchange,
          HttpRefusal.INTERNAL_ERROR,
          new DatastoreException(ErrorCode.INTERNAL_ERROR, "internal error"));
    }
    // After another exception the connection is cut, so that no half answer looks whole.
    exchange.close();
  }

  private static boolean isPath(HttpExchange exchange, String path) {
    String asked = exchange.getRequestURI().getPath();
    return asked.equals(path) || (path.equals("/health") && asked.equals("/health/ready"));
  }

  private static void refuse(HttpExchange exchange, int status, DatastoreException error)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    new JsonAnswer(body).fail(error);
    exchange.getResponseHeaders().set("Content-Type", JsonAnswer.CONTENT_TYPE);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.size());
    try (OutputStream output = exchange.getResponseBody()) {
      body.writeTo(output);
    }
  }

  /** Returns the port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Takes no more statements, lets those under way go on for a while, stops them and closes. */
  public void close(Duration grace) {
    sql.drain();
    await(grace);
    sql.abandon();
    await(Duration.ofSeconds(3));
    server.stop(0);
    threads.shutdownNow();
    beats.shutdownNow();
  }

  private void await(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!sql.isIdle() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  @Override
  public void close() {
    close(Duration.ZERO);
  }
}
