// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.wire;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;

/** Files of the same generated orders in CSV and in PostgreSQL's text format, without a header. */
record CopyFile(Path csv, Path text, long rows, long idSum, long nulls) {
  static final String COLUMNS =
      "id BIGINT, customer INTEGER, ordered DATE, country VARCHAR, comment VARCHAR,"
          + " price DECIMAL(12, 2), weight DOUBLE, paid BOOLEAN";

  private static final String[] COUNTRIES = {"Austria", "Chile", "Ghana", "Japan", "New Zealand"};

  /** One in so many comments is NULL, and another needs quotes in CSV. */
  private static final int RARE = 10;

  static CopyFile write(Path folder, int rows) throws IOException {
    Path csv = folder.resolve("orders.csv");
    Path text = folder.resolve("orders.txt");
    Random random = new Random(1);
    long idSum = 0;
    long nulls = 0;
    try (BufferedWriter csvOut = Files.newBufferedWriter(csv);
        BufferedWriter textOut = Files.newBufferedWriter(text)) {
      for (int row = 0; row < rows; row++) {
        long id = row * 7L;
        idSum += id;
        String before =
            "%s,%s,%s,%s"
                .formatted(
                    id,
                    random.nextInt(100_000),
                    LocalDate.EPOCH.plusDays(random.nextInt(20_000)),
                    COUNTRIES[random.nextInt(COUNTRIES.length)]);
        String after =
            "%s.%02d,%s,%s"
                .formatted(
                    random.nextInt(10_000),
                    random.nextInt(100),
                    random.nextDouble(),
                    random.nextBoolean() ? "true" : "false");
        int kind = random.nextInt(RARE);
        nulls += kind == 0 ? 1 : 0;
        String comment = kind == 1 ? "says \"hm\", waits" : "order of " + row;
        csvOut.write(before + "," + inCsv(kind, comment) + "," + after + "\n");
        textOut.write(
            (before + ",").replace(',', '\t')
                + (kind == 0 ? "\\N" : comment)
                + ("," + after).replace(',', '\t')
                + "\n");
      }
    }
    return new CopyFile(csv, text, rows, idSum, nulls);
  }

  private static String inCsv(int kind, String comment) {
    return switch (kind) {
      case 0 -> "";
      case 1 -> '"' + comment.replace("\"", "\"\"") + '"';
      default -> comment;
    };
  }
}
