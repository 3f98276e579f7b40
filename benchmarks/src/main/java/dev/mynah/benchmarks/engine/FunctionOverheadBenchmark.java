// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.engine;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Clock;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import dev.mynah.spi.function.Signature.Volatility;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What it costs to call a function of ours over 20 columns, beside a scan that sums them. */
public final class FunctionOverheadBenchmark {
  private static final int COLUMNS = 20;
  private static final long ROWS = 4_000_000;
  private static final long MODULUS = 1009;
  private static final int WARMUPS = 3;
  private static final int RUNS = 9;

  private FunctionOverheadBenchmark() {}

  public static void run(Path folder) throws Exception {
    Report report =
        new Report("A function of ours in SQL", "DuckDB through dev.mynah.spi.engine")
            .note("Data: %,d rows of %d DOUBLE columns in memory".formatted(ROWS, COLUMNS))
            .note("`scan`: `SELECT sum(f0 + .. + f19)`; the others: `SELECT sum(f(f0, .., f19))`")
            .note("`empty` writes a constant; `reading` copies all its arguments first")
            .note("Wall time; competitors alternate, %d warm-ups, %d runs".formatted(WARMUPS, RUNS))
            .columns("threads", "what", "rows/s median", "min", "max", "x scan", "load");
    for (int threads : new int[] {1, 2}) {
      try (EngineTable table = new EngineTable(threads)) {
        table.fill(expressions(), ROWS);
        table.install(new Probe("empty", arguments -> {}));
        table.install(new Probe("reading", FunctionOverheadBenchmark::read));
        report.rates(Integer.toString(threads), measure(table), ROWS);
      }
    }
    report.write(folder.resolve("function_overhead.md"));
  }

  private static List<Times> measure(EngineTable table) throws Exception {
    String columns = columnNames(", ");
    double sumOfAll = sumOfAll();
    return new Comparison(Clock.WALL)
        .add("empty", () -> check(table, "empty(" + columns + ")", ROWS))
        .add("reading", () -> check(table, "reading(" + columns + ")", ROWS))
        .add("scan", () -> check(table, columnNames(" + "), sumOfAll))
        .run(WARMUPS, RUNS);
  }

  private static List<String> expressions() {
    return IntStream.range(0, COLUMNS)
        .mapToObj(column -> "r * %d %% %d".formatted(column + 1, MODULUS))
        .toList();
  }

  private static String columnNames(String separator) {
    return IntStream.range(0, COLUMNS)
        .mapToObj(column -> "f" + column)
        .collect(Collectors.joining(separator));
  }

  private static void check(EngineTable table, String expression, double expected) {
    double sum = table.number("SELECT sum(%s) FROM t".formatted(expression));
    if (sum != expected) {
      throw new IllegalStateException("%s is %s, not %s".formatted(expression, sum, expected));
    }
  }

  private static double sumOfAll() {
    long sum = 0;
    for (long row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        sum += row * (column + 1) % MODULUS;
      }
    }
    return sum;
  }

  private static void read(ColumnBatch arguments) {
    double[] scratch = new double[arguments.rows()];
    for (int column = 0; column < arguments.columns(); column++) {
      arguments.column(column).doublesInto(scratch, arguments.rows());
    }
  }

  /** Does something with its arguments and writes 1 for each row. */
  private record Probe(String name, Consumer<ColumnBatch> work) implements ScalarFunction {
    @Override
    public Signature signature() {
      return new Signature(
          name, EngineTable.columns(COLUMNS), DataType.DOUBLE, Volatility.IMMUTABLE);
    }

    @Override
    public void apply(ColumnBatch arguments, ColumnWriter result) {
      work.accept(arguments);
      for (int row = 0; row < arguments.rows(); row++) {
        result.setDouble(row, 1);
      }
    }
  }
}
