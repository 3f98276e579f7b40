// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.program;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Clock;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.benchmarks.SharedData;
import dev.mynah.benchmarks.TemporaryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** From the start of the process to its first answer. */
public final class StartUpBenchmark {
  /** The first builds the program and lets Java keep its classes. */
  private static final int WARMUPS = 2;

  private static final int RUNS = 11;

  private StartUpBenchmark() {}

  public static void run(Path folder) throws Exception {
    String program = SharedData.program().toString();
    try (TemporaryFolder work = TemporaryFolder.create()) {
      report(measure(program, work.path())).write(folder.resolve("start_up.md"));
    }
  }

  private static List<Times> measure(String program, Path work) throws Exception {
    String script = Files.writeString(work.resolve("42.sql"), "SELECT 42;\n").toString();
    ServedDatastore served = new ServedDatastore(program, work.resolve("data"));
    try {
      return new Comparison(Clock.WALL)
          .add("--version", () -> expect("mynah", program, "--version"))
          .add("run, SELECT 42", () -> expect("42", program, "run", script))
          .add("serve, select 42 by pgjdbc", served::startAndAsk, served::stop)
          .run(WARMUPS, RUNS);
    } finally {
      served.stop();
    }
  }

  private static Report report(List<Times> times) throws IOException {
    Report report =
        new Report("Start of the program", "pgjdbc as client")
            .note("Milliseconds from starting `./mynah` to its answer; of `run`, to its end too")
            .note("`serve` opens a folder that exists; a client tries until it is connected")
            .note("Wall time; kinds alternate, %d warm-ups, %d runs".formatted(WARMUPS, RUNS))
            .columns("what", "ms median", "min", "max", "load");
    for (Times kind : times) {
      report.row(
          kind.name(),
          millis(kind.median()),
          millis(kind.min()),
          millis(kind.max()),
          Report.number("%.1f", kind.load()));
    }
    return report;
  }

  private static String millis(double seconds) {
    return Report.number("%.0f", seconds * 1e3);
  }

  /** Runs a program to its end, which must be a good one. */
  private static void expect(String answer, String... command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0 || !output.contains(answer)) {
      throw new IllegalStateException(output);
    }
  }
}
