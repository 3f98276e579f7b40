// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.wire;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long clients that ask one thing after the other waited for their answers.
 *
 * @param nanos ascending
 * @param load the machine's load average of a minute at the end
 */
record Latencies(long[] nanos, double statementsPerSecond, double load) {
  double micros(double share) {
    return nanos[(int) Math.min(nanos.length - 1L, (long) (share * nanos.length))] / 1e3;
  }

  static Latencies measure(
      LocalServer server, Probe probe, List<List<Object>> rows, int clients, int statements)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(clients + 1);
    long[] nanos = new long[clients * statements];
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<long[]>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int first = client * rows.size() / clients;
        running.add(threads.submit(() -> ask(server, probe, rows, first, statements, start)));
      }
      start.await();
      long began = System.nanoTime();
      for (int client = 0; client < clients; client++) {
        long[] some = running.get(client).get();
        System.arraycopy(some, 0, nanos, client * statements, statements);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      Arrays.sort(nanos);
      double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
      return new Latencies(nanos, nanos.length / seconds, load);
    }
  }

  private static long[] ask(
      LocalServer server,
      Probe probe,
      List<List<Object>> rows,
      int first,
      int statements,
      CyclicBarrier start)
      throws Exception {
    long[] nanos = new long[statements];
    try (Connection connection = server.connect();
        PreparedStatement prepared = connection.prepareStatement(probe.statement())) {
      answer(prepared, rows.get(first));
      start.await();
      for (int i = 0; i < statements; i++) {
        int row = (first + i) % rows.size();
        long before = System.nanoTime();
        String answer = answer(prepared, rows.get(row));
        nanos[i] = System.nanoTime() - before;
        if (!answer.equals(probe.answers().get(row))) {
          throw new IllegalStateException(
              "%s answers %s, not %s".formatted(probe.name(), answer, probe.answers().get(row)));
        }
      }
    }
    return nanos;
  }

  private static String answer(PreparedStatement prepared, List<Object> row) throws SQLException {
    for (int column = 0; column < row.size(); column++) {
      if (row.get(column) instanceof Double number) {
        prepared.setDouble(column + 1, number);
      } else {
        prepared.setString(column + 1, (String) row.get(column));
      }
    }
    try (ResultSet result = prepared.executeQuery()) {
      result.next();
      return result.getString(1);
    }
  }
}
