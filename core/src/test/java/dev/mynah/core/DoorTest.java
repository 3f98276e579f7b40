// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.DoorTable.Access;
import dev.mynah.core.DoorTable.Row;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every form of statement, with every class of function, said by everyone: see door.txt. */
class DoorTest {
  @TempDir static Path folder;
  private static Datastore datastore;
  private static TestClient admin;
  private static TestClient superuser;
  private static TestClient owner;
  private static TestClient granted;
  private static TestClient stranger;

  /**
   * A class of functions.
   *
   * @param grants what is needed to call it; empty for one that superusers alone may call
   * @param ownersMay whether the owner needs no grant
   * @param named whether the right is asked for where the name stands, not where tables are read
   */
  private record Called(
      String call, Optional<List<String>> grants, boolean ownersMay, boolean named) {}

  private static final List<Called> CALLS =
      List.of(
          new Called("abs(1)", Optional.of(List.of()), true, true),
          new Called(
              "nextval('shop.numbers')",
              Optional.of(List.of("USAGE ON SEQUENCE shop.numbers")),
              true,
              true),
          new Called(
              "(CASE WHEN shop.guessed(1) THEN 1 ELSE 0 END)",
              Optional.of(List.of("EXECUTE ON MODEL shop.guess")),
              true,
              true),
          new Called(
              "(SELECT count(*) FROM shop.salaries)",
              Optional.of(List.of("SELECT ON shop.salaries")),
              true,
              false),
          new Called(
              "shop.payroll()", Optional.of(List.of("SELECT ON shop.salaries")), true, false),
          new Called(
              "(SELECT count(*) FROM read_csv('good.csv'))",
              Optional.of(List.of("pg_read_server_files")),
              false,
              true),
          new Called("(SELECT count(*) FROM duckdb_settings())", Optional.empty(), false, true),
          new Called("(SELECT count(*) FROM ml._grants)", Optional.empty(), false, true));

  @BeforeAll
  static void open() throws IOException {
    datastore = Datastore.open(DatastoreOptions.onDisk(folder.resolve("data")));
    Files.writeString(folder.resolve("data/import/good.csv"), "a\n1\n");
    Files.writeString(folder.resolve("data/import/orders.csv"), "id,amount\n500,1\n");
    admin = new TestClient(datastore);
    each(
        admin,
        "CREATE USER su SUPERUSER; CREATE USER olga; CREATE USER gus; CREATE USER sam;"
            + " CREATE ROLE staff; CREATE ROLE nobody_in_particular;"
            + " GRANT CREATE, TEMPORARY ON DATABASE mynah TO olga; GRANT CREATE MODEL TO olga");
    superuser = new TestClient(datastore, "su");
    owner = new TestClient(datastore, "olga");
    granted = new TestClient(datastore, "gus");
    stranger = new TestClient(datastore, "sam");
    each(
        owner,
        "CREATE SCHEMA shop; CREATE SCHEMA side;"
            + " CREATE TABLE shop.orders (id INT PRIMARY KEY, amount INT);"
            + " INSERT INTO shop.orders VALUES (1, 10), (2, 20), (3, 30);"
            + " CREATE TABLE shop.salaries (pay INT); CREATE TABLE shop.notes (a INT, b INT);"
            + " CREATE INDEX by_b ON shop.notes (b);"
            + " CREATE VIEW shop.big_orders AS SELECT id FROM shop.orders WHERE amount > 15;"
            + " CREATE SEQUENCE shop.numbers; CREATE TYPE shop.mood AS ENUM ('good', 'bad');"
            + " CREATE MACRO shop.twice(x) AS 2 * x;"
            + " CREATE MACRO shop.payroll() AS (SELECT count(*) FROM shop.salaries);"
            + " CREATE MODEL shop.judged FROM (SELECT range AS x, range % 2 = 0 AS y"
            + " FROM range(50)) TARGET y FUNCTION shop.judging"
            + " SETTINGS (WAIT ON, MAX_RUNTIME 1);"
            + " CREATE MODEL shop.guess FROM (SELECT range AS x, range % 2 = 0 AS y"
            + " FROM range(50)) TARGET y FUNCTION shop.guessed SETTINGS (WAIT ON, MAX_RUNTIME 1);"
            + " GRANT USAGE ON SCHEMA shop TO gus, sam");
  }

  private static void each(TestClient client, String statements) {
    List.of(statements.split(";", -1)).forEach(client::run);
  }

  @AfterAll
  static void close() {
    for (TestClient client : List.of(stranger, granted, owner, superuser, admin)) {
      client.close();
    }
    datastore.close();
  }

  /** Returns nothing if the client may say this, else why not. */
  private static Optional<String> refusal(TestClient client, Row row, String text) {
    try {
      if (!row.alone()) {
        client.run("BEGIN");
      }
      each(client, text);
      return Optional.empty();
    } catch (DatastoreException e) {
      // A model on which one has no right is as good as none.
      boolean hidden = e.code() == ErrorCode.UNDEFINED_OBJECT && text.contains("MODEL shop.");
      boolean denied = hidden || e.code() == ErrorCode.INSUFFICIENT_PRIVILEGE;
      return Optional.of(denied ? "42501" : e.toString());
    } finally {
      client.run("ROLLBACK");
    }
  }

  private static final class Tries {
    private final List<String> wrong = new ArrayList<>();

    void expect(boolean allowed, String who, TestClient client, Row row, String text) {
      Optional<String> refusal = refusal(client, row, text);
      boolean right = allowed ? refusal.isEmpty() : refusal.equals(Optional.of("42501"));
      if (!right) {
        wrong.add("%s: %s: %s".formatted(who, text, refusal.orElse("allowed")));
      }
    }
  }

  private static void grant(List<String> grants) {
    grants.forEach(grant -> admin.run("GRANT %s TO gus".formatted(grant)));
  }

  private static void revoke(List<String> grants) {
    grants.forEach(grant -> admin.run("REVOKE %s FROM gus".formatted(grant)));
  }

  @Test
  void everyStatementIsForThoseWhomTheTableNames() throws IOException {
    Tries tries = new Tries();
    Map<List<String>, List<Row>> sections =
        DoorTable.read().stream()
            .collect(
                Collectors.groupingBy(DoorTest::given, LinkedHashMap::new, Collectors.toList()));
    sections.forEach((grants, rows) -> {
      rows.forEach(row -> tryAsOthers(tries, row));
      grant(grants);
      rows.forEach(row -> {
        boolean allowed = row.access() == Access.GRANTED || row.access() == Access.EVERYONE;
        if (row.access() != Access.UNSUPPORTED) {
          tries.expect(allowed, "granted", granted, row, row.with("1"));
        }
      });
      revoke(grants);
    });
    assertThat(tries.wrong).isEmpty();
  }

  /** An owner's statement is refused whatever else is granted. */
  private static List<String> given(Row row) {
    return row.access() == Access.OWNER ? EVERYTHING : row.grants();
  }

  private static void tryAsOthers(Tries tries, Row row) {
    String text = row.with("1");
    Access access = row.access();
    if (access == Access.UNSUPPORTED) {
      List.of(stranger, owner, superuser).forEach(client -> client.errorOf(text));
      return;
    }
    boolean forAll = access == Access.EVERYONE;
    tries.expect(forAll, "stranger", stranger, row, text);
    tries.expect(forAll, "not granted", granted, row, text);
    boolean owned = access == Access.GRANTED || access == Access.OWNER;
    tries.expect(forAll || owned, "owner", owner, row, text);
    tries.expect(access != Access.NOBODY, "superuser", superuser, row, text);
  }

  private static final List<String> EVERYTHING =
      List.of(
          "ALL ON ALL TABLES IN SCHEMA shop",
          "ALL ON ALL SEQUENCES IN SCHEMA shop",
          "ALL ON SCHEMA shop",
          "ALL ON MODEL shop.guess",
          "CREATE MODEL");

  @Test
  void everyFunctionIsCheckedInEveryStatement() throws IOException {
    admin.run("CREATE ROLE base");
    BASE.forEach(grant -> admin.run("GRANT %s TO base".formatted(grant)));
    Tries tries = new Tries();
    List<Row> rows = DoorTable.read().stream().filter(Row::takesCall).toList();
    for (int index = 0; index < CALLS.size(); index++) {
      Called called = CALLS.get(index);
      String both = "both" + index;
      String only = "only" + index;
      String none = "none" + index;
      each(admin, "CREATE USER %s; CREATE USER %s; CREATE USER %s".formatted(both, only, none));
      each(
          admin,
          "GRANT base TO %s, %s; GRANT USAGE ON SCHEMA shop TO %s".formatted(both, none, only));
      for (String grant : called.grants().orElse(List.of())) {
        admin.run("GRANT %s TO %s, %s".formatted(grant, both, only));
      }
      try (TestClient allowed = new TestClient(datastore, both);
          TestClient caller = new TestClient(datastore, only);
          TestClient reader = new TestClient(datastore, none)) {
        rows.forEach(row -> tryCall(tries, row, called, allowed, caller, reader));
      }
    }
    assertThat(tries.wrong).isEmpty();
  }

  /** What the statements that take calls need for themselves. */
  private static final List<String> BASE =
      List.of(
          "ALL ON shop.orders",
          "ALL ON shop.big_orders",
          "ALL ON SCHEMA shop",
          "ALL ON MODEL shop.judged",
          "CREATE MODEL");

  /**
   * Tries one call in one statement.
   *
   * @param allowed has the rights for both
   * @param caller has those for the call alone
   * @param reader has those for the statement alone
   */
  private static void tryCall(
      Tries tries,
      Row row,
      Called called,
      TestClient allowed,
      TestClient caller,
      TestClient reader) {
    String text = row.with(called.call());
    boolean checked = called.named() || !row.readsLater();
    boolean superusersOnly = checked && called.grants().isEmpty();
    boolean free = !checked || called.grants().equals(Optional.of(List.of()));
    tries.expect(free, "without a grant of the call", reader, row, text);
    tries.expect(!superusersOnly, "granted both", allowed, row, text);
    if (row.access() == Access.GRANTED) {
      tries.expect(false, "granted the call alone", caller, row, text);
    }
    tries.expect(called.ownersMay() || !checked, "owner", owner, row, text);
    tries.expect(true, "superuser", superuser, row, text);
  }
}
