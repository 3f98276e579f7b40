// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.program;

import dev.mynah.benchmarks.Report;
import dev.mynah.benchmarks.SharedData;
import dev.mynah.benchmarks.TemporaryFolder;
import dev.mynah.tests.server.PostgresServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own benchmark, run against Mynah and against PostgreSQL; both wait for the disk. */
public final class PgbenchBenchmark {
  private static final int SCALE = 10;
  private static final int SECONDS = 3;
  private static final int RUNS = 3;
  private static final int[] CLIENTS = {1, 4, 8};
  private static final List<String> MODES = List.of("simple", "extended", "prepared");
  private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+)");
  private static final Pattern LATENCY = Pattern.compile("(?m)^latency average = ([0-9.]+)");
  private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");

  private PgbenchBenchmark() {}

  /** What pgbench says of one run. */
  private record Run(double rate, double latency, long failed) {}

  /** A server and its runs of one kind. */
  private record Competitor(String name, int port, List<Run> runs) {}

  public static void run(Path folder) throws Exception {
    Path programs =
        PostgresServer.programs()
            .orElseThrow(() -> new IllegalStateException(PostgresServer.MISSING));
    String pgbench = programs.resolve("pgbench").toString();
    try (TemporaryFolder work = TemporaryFolder.create();
        PostgresServer postgres = PostgresServer.start(programs, true)) {
      ServedDatastore ours =
          new ServedDatastore(SharedData.program().toString(), work.path().resolve("data"));
      ours.start().close();
      try {
        for (int port : List.of(ours.port(), postgres.port())) {
          call(pgbench, port, "-i", "-q", "-s", Integer.toString(SCALE));
        }
        Report report =
            new Report("pgbench", output(List.of(pgbench, "--version")).strip())
                .note(
                    ("Scale %d (%,d accounts); each run %d s, %d runs, servers alternate;"
                            + " median (least to most)")
                        .formatted(SCALE, SCALE * 100_000, SECONDS, RUNS))
                .note("The clients run on the same machine; commits wait for the disk in both");
        workload(report, "TPC-B (sort of): 3 UPDATEs, SELECT, INSERT", pgbench, ours, postgres);
        workload(report, "Select only", pgbench, ours, postgres, "-S");
        report.write(folder.resolve("pgbench.md"));
      } finally {
        ours.stop();
      }
    }
  }

  private static void workload(
      Report report,
      String heading,
      String pgbench,
      ServedDatastore ours,
      PostgresServer postgres,
      String... options)
      throws Exception {
    report
        .heading(heading)
        .columns(
            "mode", "clients", "server", "tps", "x PostgreSQL", "latency ms", "failed", "load");
    for (String mode : MODES) {
      for (int clients : CLIENTS) {
        List<Competitor> competitors =
            List.of(
                new Competitor("Mynah", ours.port(), new ArrayList<>()),
                new Competitor("PostgreSQL", postgres.port(), new ArrayList<>()));
        for (int run = 0; run < RUNS; run++) {
          for (Competitor competitor : competitors) {
            competitor.runs().add(measure(pgbench, competitor.port(), mode, clients, options));
          }
        }
        rows(report, mode, clients, competitors);
      }
    }
  }

  private static void rows(Report report, String mode, int clients, List<Competitor> competitors) {
    double reference = rates(competitors.getLast())[RUNS / 2];
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    for (Competitor competitor : competitors) {
      double[] rates = rates(competitor);
      double[] latencies = competitor.runs().stream().mapToDouble(Run::latency).sorted().toArray();
      report.row(
          mode,
          clients,
          competitor.name(),
          "%s (%s to %s)"
              .formatted(
                  Report.number("%,.0f", rates[RUNS / 2]),
                  Report.number("%,.0f", rates[0]),
                  Report.number("%,.0f", rates[RUNS - 1])),
          Report.number("%.2f", rates[RUNS / 2] / reference),
          Report.number("%.2f", latencies[RUNS / 2]),
          competitor.runs().stream().mapToLong(Run::failed).sum(),
          Report.number("%.1f", load));
    }
  }

  private static double[] rates(Competitor competitor) {
    return competitor.runs().stream().mapToDouble(Run::rate).sorted().toArray();
  }

  private static Run measure(String pgbench, int port, String mode, int clients, String... options)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of("-n", "-M", mode, "-c", Integer.toString(clients), "-j", "1", "-T"));
    words.add(Integer.toString(SECONDS));
    words.addAll(Arrays.asList(options));
    String said = call(pgbench, port, words.toArray(String[]::new));
    return new Run(number(RATE, said), number(LATENCY, said), (long) number(FAILED, said));
  }

  private static double number(Pattern pattern, String said) {
    Matcher found = pattern.matcher(said);
    if (!found.find()) {
      throw new IllegalStateException("pgbench says: " + said);
    }
    return Double.parseDouble(found.group(1));
  }

  private static String call(String pgbench, int port, String... options)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(pgbench, "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "mynah"));
    words.addAll(Arrays.asList(options));
    words.add("mynah");
    return output(words);
  }

  private static String output(List<String> words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(words + ": " + said);
    }
    return said;
  }
}
