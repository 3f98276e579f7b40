// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.program;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Clock;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.benchmarks.SharedData;
import dev.mynah.benchmarks.TemporaryFolder;
import dev.mynah.tests.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** How long it takes to connect, ask one thing and go. */
public final class ConnectBenchmark {
  private static final int CONNECTIONS = 200;
  private static final int WARMUPS = 2;
  private static final int RUNS = 7;

  private ConnectBenchmark() {}

  public static void run(Path folder) throws Exception {
    Path programs =
        PostgresServer.programs()
            .orElseThrow(() -> new IllegalStateException(PostgresServer.MISSING));
    try (TemporaryFolder work = TemporaryFolder.create();
        PostgresServer postgres = PostgresServer.start(programs, true)) {
      ServedDatastore served =
          new ServedDatastore(SharedData.program().toString(), work.path().resolve("data"));
      served.start().close();
      try {
        List<Times> times =
            new Comparison(Clock.WALL)
                .add("Mynah, TLS", () -> connect(served.port(), "require"))
                .add("Mynah", () -> connect(served.port(), "disable"))
                .add("PostgreSQL", () -> connect(postgres.port(), "disable"))
                .run(WARMUPS, RUNS);
        Report report =
            new Report("Connecting", "pgjdbc as client, loopback, without password")
                .note("Connect, SELECT 1, close; %d times a run".formatted(CONNECTIONS))
                .note("Wall time; kinds alternate, %d warm-ups, %d runs".formatted(WARMUPS, RUNS))
                .columns("server", "ms median", "min", "max", "load");
        for (Times kind : times) {
          report.row(
              kind.name(),
              Report.number("%.2f", kind.median() * 1e3 / CONNECTIONS),
              Report.number("%.2f", kind.min() * 1e3 / CONNECTIONS),
              Report.number("%.2f", kind.max() * 1e3 / CONNECTIONS),
              Report.number("%.1f", kind.load()));
        }
        report.write(folder.resolve("connect.md"));
      } finally {
        served.stop();
      }
    }
  }

  private static void connect(int port, String tls) throws SQLException {
    String address =
        "jdbc:postgresql://127.0.0.1:%d/mynah?user=mynah&sslmode=%s".formatted(port, tls);
    for (int i = 0; i < CONNECTIONS; i++) {
      try (Connection connection = DriverManager.getConnection(address);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT 1")) {
        rows.next();
      }
    }
  }
}
