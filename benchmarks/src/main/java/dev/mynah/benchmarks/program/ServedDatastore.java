// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code mynah serve} in a process of its own, on a port that was free. */
final class ServedDatastore {
  private static final Duration RETRY = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String program;
  private final Path data;
  private @Nullable Process process;
  private int port;

  ServedDatastore(String program, Path data) {
    this.program = program;
    this.data = data;
  }

  /** Starts it and asks until it answers. */
  void startAndAsk() throws IOException, SQLException {
    try (Connection connection = start();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 42")) {
      if (!rows.next() || rows.getInt(1) != 42) {
        throw new IllegalStateException("select 42 gives something else");
      }
    }
  }

  /** Starts it and returns the first connection that it takes. */
  Connection start() throws IOException, SQLException {
    port = freePort();
    Process started =
        new ProcessBuilder(
                program,
                "serve",
                "--trust",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process = started;
    return connect(port, started);
  }

  int port() {
    return port;
  }

  /** Returns the most memory that the process ever had, in bytes; Linux only. */
  long peakMemory() throws IOException {
    Path status = Path.of("/proc/%d/status".formatted(Objects.requireNonNull(process).pid()));
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    }
  }

  /** Connects once more to what was started. */
  Connection connect() throws SQLException {
    return connect(port, Objects.requireNonNull(process));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Connection connect(int port, Process process) throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:%d/mynah?user=mynah&sslmode=disable".formatted(port));
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(RETRY.toNanos());
      }
    }
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      process = null;
      running.destroyForcibly();
      running.waitFor();
    }
  }

  /** Ends it as a terminal would. */
  void stop() throws InterruptedException {
    Process running = process;
    if (running != null) {
      process = null;
      running.destroy();
      running.waitFor();
    }
  }
}
