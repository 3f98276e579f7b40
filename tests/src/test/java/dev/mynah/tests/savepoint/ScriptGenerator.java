// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.savepoint;

import dev.mynah.tests.savepoint.Step.Copy;
import dev.mynah.tests.savepoint.Step.Mark;
import dev.mynah.tests.savepoint.Step.Plain;
import dev.mynah.tests.savepoint.Step.Prepared;
import dev.mynah.tests.savepoint.Step.Return;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws scripts of one transaction block: four in five return to a savepoint after a write. Rows
 * are written in an order that both systems agree on, and keys are never used twice.
 */
final class ScriptGenerator {
  /** What each script begins with. */
  static final List<String> SET_UP =
      List.of(
          "DROP VIEW IF EXISTS vw",
          "DROP TABLE IF EXISTS d1",
          "DROP TABLE IF EXISTS d2",
          "DROP TABLE IF EXISTS t",
          "DROP SEQUENCE IF EXISTS s",
          "DROP SEQUENCE IF EXISTS s2",
          "CREATE SEQUENCE s",
          "CREATE TABLE t (id INTEGER DEFAULT nextval('s'), k INTEGER PRIMARY KEY,"
              + " v INTEGER NOT NULL CHECK (v < 1000), w TEXT,"
              + " r DOUBLE PRECISION DEFAULT random(), ts TIMESTAMPTZ DEFAULT now(),"
              + " d DATE DEFAULT current_date)",
          "INSERT INTO t (k, v, w) VALUES (1, 1, 'first'), (2, 2, 'second')",
          "SET TimeZone = 'UTC'");

  private static final List<String> NAMES = List.of("a", "b", "\"B\"");

  private static final List<String> ERRORS =
      List.of(
          "INSERT INTO t (k, v) VALUES (1, 5)",
          "INSERT INTO t (id, k, v) VALUES (0, 500000, NULL)",
          "INSERT INTO t (id, k, v) VALUES (0, 500001, 1000)",
          "SELECT 1 / (k - k) FROM t",
          "SELECT * FROM nowhere",
          "SELECT nothing FROM t",
          "SELEC 1",
          "SELECT CAST(w AS INTEGER) FROM t WHERE k = 1",
          "UPDATE t SET v = 2147483647 + v WHERE k = 1",
          "SELECT no_such_function(1)",
          "INSERT INTO nowhere VALUES (1)",
          "CREATE TABLE t (a INTEGER)",
          "ROLLBACK TO SAVEPOINT unknown",
          "RELEASE SAVEPOINT unknown");

  private final Random random;
  private final List<String> open = new ArrayList<>();
  private int nextKey = 10;

  ScriptGenerator(long seed) {
    this.random = new Random(seed);
  }

  List<Step> script() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Plain("BEGIN"));
    int before = random.nextInt(4);
    for (int count = 0; count < before; count++) {
      steps.add(any());
    }
    if (random.nextInt(5) > 0) {
      steps.add(mark());
      String name = open.getLast();
      steps.add(write());
      steps.add(random.nextInt(3) == 0 ? error() : write());
      steps.add(new Return(name));
    }
    int after = random.nextInt(8);
    for (int count = 0; count < after; count++) {
      steps.add(any());
    }
    steps.add(new Plain(random.nextInt(5) == 0 ? "ROLLBACK" : "COMMIT"));
    return steps;
  }

  private Step any() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> mark();
      case 2, 3 -> open.isEmpty() ? write() : new Return(drawn(open));
      case 4 -> open.isEmpty() ? write() : new Plain("RELEASE SAVEPOINT " + drawn(open));
      case 5 -> error();
      case 6 -> read();
      default -> write();
    };
  }

  private Step mark() {
    open.add(drawn(NAMES));
    return new Mark(open.getLast());
  }

  private Step error() {
    return new Plain(drawn(ERRORS));
  }

  private <T> T drawn(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private Step read() {
    return new Plain(
        drawn(
            List.of(
                "SELECT count(*), sum(v) FROM t",
                "SELECT count(*) FROM t WHERE ts = now()",
                "SELECT count(*) FROM t WHERE d <> current_date",
                "SELECT k FROM t WHERE ts = current_timestamp ORDER BY k",
                "SELECT nextval('s')",
                "SHOW TimeZone")));
  }

  private Step write() {
    int key = nextKey++;
    return switch (random.nextInt(24)) {
      case 0, 1 -> new Plain("INSERT INTO t (k, v) VALUES (%d, %d)".formatted(key, key));
      case 2 ->
          new Plain("INSERT INTO t (k, v, w) VALUES (%d, 3, 'x') RETURNING id, v".formatted(key));
      case 3, 4 ->
          new Prepared("INSERT INTO t (k, v) VALUES (?, ?)", List.of(key, random.nextInt(99)));
      case 5 ->
          new Plain(
              "INSERT INTO t (k, v, w) VALUES (%d, 4, gen_random_uuid()::text)".formatted(key));
      case 6 ->
          new Plain("INSERT INTO t (k, v, r) VALUES (%d, 5, random() + random())".formatted(key));
      case 7 ->
          new Plain(
              "INSERT INTO t (k, v, w) SELECT k + %d, v, 'copy' FROM t WHERE k < 10 ORDER BY k"
                  .formatted(key * 100));
      case 8, 9 ->
          new Copy(
              "COPY t (k, v, w) FROM STDIN",
              "%d\t7\tcopied\n%d\t8\t\\N\n".formatted(key * 100 + 20, key * 100 + 21));
      case 10 -> new Plain("UPDATE t SET v = v + 1 WHERE v < 900");
      case 11 -> new Plain("UPDATE t SET r = random(), w = 'drawn'");
      case 12 -> new Plain("UPDATE t SET ts = now() WHERE k < 100");
      case 13 -> new Prepared("UPDATE t SET v = ? WHERE k = ?", List.of(random.nextInt(99), 2));
      case 14 -> new Plain("UPDATE t SET v = (SELECT count(*) FROM t) WHERE k = 1");
      case 15 -> new Plain("DELETE FROM t WHERE k > 2 AND k % 3 = " + random.nextInt(3));
      case 16 -> new Prepared("DELETE FROM t WHERE k > 2 AND v > ?", List.of(random.nextInt(9)));
      default -> definition();
    };
  }

  private Step definition() {
    return new Plain(
        drawn(
            List.of(
                "CREATE TABLE d1 (a INTEGER DEFAULT 3, b TIMESTAMPTZ DEFAULT now())",
                "INSERT INTO d1 (a) VALUES (1)",
                "INSERT INTO d1 (a) SELECT v FROM t WHERE k = 1",
                "DROP TABLE d1",
                "CREATE TEMP TABLE d2 AS SELECT k, v FROM t WHERE k < 3",
                "INSERT INTO d2 VALUES (7, 8)",
                "DROP TABLE d2",
                "CREATE VIEW vw AS SELECT k FROM t WHERE ts = now()",
                "CREATE SEQUENCE s2 START 10",
                "SELECT nextval('s2')",
                "SET TimeZone = 'Asia/Tokyo'",
                "SET LOCAL TimeZone = 'Europe/Berlin'")));
  }
}
