// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks;

import dev.mynah.benchmarks.Comparison.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A result in Markdown: what was measured, on what, and the figures. */
public final class Report {
  private final List<String> lines = new ArrayList<>();

  public Report(String title, String versions) throws IOException {
    lines.add("# " + title);
    lines.add("");
    lines.add("- Machine: " + processor() + ", " + System.getProperty("os.name"));
    lines.add("- Java " + System.getProperty("java.vm.version") + "; " + versions);
  }

  private static String processor() throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    Path description = Path.of("/proc/cpuinfo");
    if (!Files.exists(description)) {
      return "%d x %s".formatted(processors, System.getProperty("os.arch"));
    }
    try (Stream<String> text = Files.lines(description)) {
      String model =
          text.filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(System.getProperty("os.arch"));
      return "%d x %s".formatted(processors, model);
    }
  }

  public Report note(String text) {
    lines.add("- " + text);
    return this;
  }

  public Report heading(String text) {
    lines.add("");
    lines.add("## " + text);
    return this;
  }

  /** Begins a table. */
  public Report columns(String... names) {
    lines.add("");
    row((Object[]) names);
    lines.add("|" + "---|".repeat(names.length));
    return this;
  }

  public Report row(Object... cells) {
    lines.add("| " + String.join(" | ", Stream.of(cells).map(Object::toString).toList()) + " |");
    return this;
  }

  /**
   * Adds a row for each competitor: what, competitor, rows/s as median, min and max, how many times
   * as fast as the last one, load.
   */
  public Report rates(String what, List<Times> times, double rows) {
    double reference = times.getLast().median();
    for (Times competitor : times) {
      row(
          what,
          competitor.name(),
          number("%,.0f", rows / competitor.median()),
          number("%,.0f", rows / competitor.max()),
          number("%,.0f", rows / competitor.min()),
          number("%.2f", reference / competitor.median()),
          number("%.1f", competitor.load()));
    }
    return this;
  }

  public static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
    lines.forEach(System.out::println);
  }
}
