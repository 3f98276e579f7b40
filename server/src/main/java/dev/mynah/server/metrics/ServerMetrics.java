// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.metrics;

import dev.mynah.server.activity.ActivityListener;
import dev.mynah.server.activity.Client;
import dev.mynah.server.activity.StatementRun;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;

/** Counts what the server does, and tells it in the format of Prometheus. Thread-safe. */
public final class ServerMetrics implements ActivityListener {
  /** From a lookup to a long report, in seconds. */
  private static final double[] BOUNDS = {0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Supplier<DatastoreFigures> figures;
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final Gauge connections =
      gauge("mynah_connections", "Clients that are connected.", "protocol");
  private final Counter refused =
      counter("mynah_refused_connections", "Clients that were not let in.", "sqlstate");
  private final Counter statements =
      counter("mynah_statements", "Statements that have ended.", "kind", "outcome");
  private final Histogram seconds =
      Histogram.builder()
          .name("mynah_statement_duration_seconds")
          .help("Time from a statement's beginning until its last row was sent.")
          .labelNames("kind")
          .classicOnly()
          .classicUpperBounds(BOUNDS)
          .register(registry);
  private final Counter rows = counter("mynah_rows_sent", "Rows that were sent to clients.");
  private final Gauge waiters =
      gauge("mynah_writer_queue_waiters", "Sessions that wait for their turn to write.");
  private final Gauge jobs = gauge("mynah_jobs", "Jobs in the catalog.", "state");
  private final Gauge database = gauge("mynah_database_bytes", "Size of the database's file.");
  private final Gauge wal = gauge("mynah_wal_bytes", "Size of the write-ahead log.");
  private final Gauge used = gauge("mynah_jvm_memory_used_bytes", "Memory that Java uses.", "area");
  private final Gauge heapLimit =
      gauge("mynah_jvm_heap_limit_bytes", "Memory that Java's heap may use.");

  /**
   * Makes metrics that begin at zero.
   *
   * @param figures looks at the datastore; called each time the metrics are told
   */
  public ServerMetrics(Supplier<DatastoreFigures> figures) {
    this.figures = figures;
  }

  private Gauge gauge(String name, String help, String... labels) {
    return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  @Override
  public void connected(Client client) {
    connections.labelValues(client.protocol()).inc();
  }

  @Override
  public void disconnected(Client client) {
    connections.labelValues(client.protocol()).dec();
  }

  @Override
  public void refused(InetAddress address, DatastoreException error) {
    refused.labelValues(error.code().sqlState()).inc();
  }

  @Override
  public void ended(StatementRun run) {
    String kind = run.kind().name().toLowerCase(Locale.ROOT);
    statements.labelValues(kind, run.error().map(ServerMetrics::outcome).orElse("ok")).inc();
    seconds.labelValues(kind).observe(run.duration().toNanos() / 1e9);
    rows.inc(run.rows());
  }

  private static String outcome(DatastoreException error) {
    return error.code() == ErrorCode.QUERY_CANCELED ? "cancelled" : "error";
  }

  /** Returns all metrics as they are now. */
  public synchronized String text() {
    DatastoreFigures now = figures.get();
    waiters.set((double) now.writerQueueWaiters());
    jobs.clear();
    now.jobs().forEach((state, count) -> jobs.labelValues(state).set((double) count));
    database.set((double) now.databaseBytes());
    wal.set((double) now.walBytes());
    used.labelValues("heap").set((double) memory.getHeapMemoryUsage().getUsed());
    used.labelValues("other").set((double) memory.getNonHeapMemoryUsage().getUsed());
    heapLimit.set((double) memory.getHeapMemoryUsage().getMax());
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
