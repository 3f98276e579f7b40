// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mynah.core.backup.Restore;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.tests.server.ChildServer;
import dev.mynah.tests.server.WireClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a datastore in use, restored, is that datastore as one moment left it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {
  /** No statement of another client may wait longer for a backup. */
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private static final List<String> QUERIES =
      List.of(
          "SELECT * FROM items ORDER BY id",
          "SELECT * FROM parts ORDER BY id",
          "SELECT * FROM cheap ORDER BY id",
          "SELECT twice(21), nextval('numbers')",
          "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'public' ORDER BY ALL",
          "SELECT index_name, sql FROM duckdb_indexes() ORDER BY ALL",
          "SELECT string_agg(kept(a, b) || kept_probability(a, b, 'high')::VARCHAR, ' ' ORDER BY a, b)"
              + " FROM t",
          "SELECT model_name, state, score FROM ml.models",
          "SELECT job_id, state FROM ml.jobs ORDER BY job_id");

  private ChildServer server;
  private Path folder;

  @BeforeAll
  void prepare(@TempDir Path temporary) throws SQLException {
    folder = temporary;
    server = new ChildServer(folder.resolve("data"), Optional.empty());
    try (WireClient client = new WireClient(server)) {
      client.run(
          "CREATE TABLE t AS SELECT i % 10 AS a, (i * 31) % 17 AS b,"
              + " CASE WHEN i % 10 > 5 THEN 'high' ELSE 'low' END AS y FROM range(300) t(i)");
      client.run("CREATE MODEL kept FROM t TARGET y FUNCTION kept SETTINGS (WAIT ON)");
      client.run("CREATE TYPE mood AS ENUM ('good', 'bad')");
      client.run("CREATE SEQUENCE numbers START 5");
      client.run(
          "CREATE TABLE items (id BIGINT PRIMARY KEY DEFAULT nextval('numbers'), mood mood,"
              + " price DOUBLE CHECK (price > 0), twice DOUBLE GENERATED ALWAYS AS (price * 2))");
      client.run("CREATE TABLE parts (id INTEGER, item BIGINT REFERENCES items (id))");
      client.run("CREATE INDEX parts_by_id ON parts (id)");
      client.run("COMMENT ON TABLE items IS 'what is sold'");
      client.run("CREATE MACRO twice(x) AS x * 2");
      client.run("CREATE VIEW cheap AS SELECT id, twice(price) AS p FROM items WHERE price < 5");
      client.run("INSERT INTO items (mood, price) VALUES ('good', 1), ('bad', 2), ('good', 9)");
      client.run("INSERT INTO parts VALUES (1, 5), (2, 6)");
    }
  }

  @AfterAll
  void stop() {
    server.kill();
  }

  private Path backup(String name) throws SQLException {
    try (WireClient client = new WireClient(server)) {
      client.run("BACKUP TO '" + name + "'");
    }
    return folder.resolve("data/backup").resolve(name);
  }

  @Test
  void theRestoredDatastoreAnswersTheSame() throws Exception {
    Path backup = backup("all.mynah");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
    Restore.run(backup, folder.resolve("restored"));
    assertThat(Files.readString(folder.resolve("restored/secret/users")))
        .isEqualTo(Files.readString(folder.resolve("data/secret/users")));
    ChildServer restored = new ChildServer(folder.resolve("restored"), Optional.empty());
    try (WireClient here = new WireClient(server);
        WireClient there = new WireClient(restored)) {
      for (String query : QUERIES) {
        assertThat(there.rows(query)).as(query).isEqualTo(here.rows(query)).isNotEmpty();
      }
      assertThat(there.stateOf("INSERT INTO parts VALUES (3, 99)")).isEqualTo("23503");
      assertThat(there.stateOf("INSERT INTO items (price) VALUES (-1)")).isEqualTo("23514");
      assertThat(there.stateOf("SELECT * FROM duckdb_tables() WHERE table_name LIKE '_snap%'"))
          .isEqualTo("00000");
    } finally {
      restored.kill();
    }
  }

  @Test
  void aBackupUnderLoadIsOneMomentAndNobodyWaitsForIt() throws Exception {
    try (WireClient client = new WireClient(server)) {
      client.run("CREATE TABLE ballast AS SELECT i, random() AS r FROM range(8_000_000) b(i)");
      client.run("CREATE TABLE one (n BIGINT)");
      client.run("CREATE TABLE two (n BIGINT)");
    }
    AtomicBoolean ended = new AtomicBoolean();
    AtomicLong acknowledged = new AtomicLong();
    AtomicLong longestMillis = new AtomicLong();
    Thread writer = new Thread(() -> writePairs(ended, acknowledged, longestMillis));
    writer.start();
    while (acknowledged.get() < 20) {
      Thread.sleep(5);
    }
    long before = acknowledged.get();
    Path backup = backup("load.mynah");
    long after = acknowledged.get();
    ended.set(true);
    writer.join();
    assertThat(after).as("writes during the backup").isGreaterThan(before);
    assertThat(longestMillis.get()).isLessThan(LONGEST_WAIT_MILLIS);
    Restore.run(backup, folder.resolve("moment"));
    ChildServer restored = new ChildServer(folder.resolve("moment"), Optional.empty());
    try (WireClient client = new WireClient(restored)) {
      String pairs = client.value("SELECT count(*), max(n) FROM one");
      assertThat(client.value("SELECT count(*), max(n) FROM two")).isEqualTo(pairs);
      long kept = client.number("SELECT count(*) FROM one");
      assertThat(kept).isBetween(before, after + 1);
      assertThat(client.number("SELECT count(*) FROM ballast WHERE r < 2")).isEqualTo(8_000_000);
    } finally {
      restored.kill();
    }
    try (WireClient client = new WireClient(server)) {
      client.run("DROP TABLE ballast");
    }
  }

  private void writePairs(AtomicBoolean ended, AtomicLong acknowledged, AtomicLong longestMillis) {
    try (WireClient client = new WireClient(server)) {
      while (!ended.get()) {
        long number = acknowledged.get() + 1;
        long begin = System.nanoTime();
        client.run(
            "INSERT INTO one VALUES (%1$d); INSERT INTO two VALUES (%1$d)".formatted(number));
        long millis = (System.nanoTime() - begin) / 1_000_000;
        longestMillis.accumulateAndGet(millis, Math::max);
        acknowledged.incrementAndGet();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aBackupLeavesTheDatabaseLocked() throws Exception {
    long locksBefore = locks();
    backup("locks.mynah");
    assertThat(locks()).isEqualTo(locksBefore).isPositive();
  }

  /** Counts the locks that the system knows of the database's file. */
  private long locks() throws IOException {
    Object inode = Files.getAttribute(folder.resolve("data/mynah.db"), "unix:ino");
    try (Stream<String> lines = Files.lines(Path.of("/proc/locks"))) {
      return lines.filter(line -> line.contains(":" + inode + " ")).count();
    }
  }

  @Test
  void aDamagedBackupIsRefusedOrHarmless() throws Exception {
    byte[] whole = Files.readAllBytes(backup("damaged.mynah"));
    Random random = new Random(7);
    Path target = folder.resolve("never");
    int refused = 0;
    for (int round = 0; round < 30; round++) {
      byte[] bytes = whole.clone();
      int place =
          round < 10 ? bytes.length - 1 - random.nextInt(400) : random.nextInt(bytes.length);
      bytes[place] ^= (byte) (1 << random.nextInt(8));
      if (isRefused(bytes, target)) {
        refused++;
      } else {
        assertThat(sameAsWhole(target, whole)).isTrue();
      }
    }
    assertThat(refused).isGreaterThan(15);
  }

  @Test
  void halfABackupIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(backup("half.mynah"));
    for (int length : List.of(0, 1, 100, whole.length / 2, whole.length - 100, whole.length - 1)) {
      byte[] part = new byte[length];
      System.arraycopy(whole, 0, part, 0, length);
      assertThat(isRefused(part, folder.resolve("part"))).as("%d bytes", length).isTrue();
    }
  }

  private boolean isRefused(byte[] bytes, Path target) throws IOException {
    Path file = folder.resolve("tried.mynah");
    Files.write(file, bytes);
    DatastoreException error =
        catchThrowableOfType(DatastoreException.class, () -> Restore.run(file, target));
    if (error != null) {
      assertThat(target).doesNotExist();
      assertThat(error.code())
          .isIn(ErrorCode.DATA_CORRUPTED, ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE);
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left.filter(path -> path.toString().endsWith(".part"))).isEmpty();
      }
    }
    return error != null;
  }

  /** A bit that nothing depends on, such as a time in the archive, may be wrong. */
  private boolean sameAsWhole(Path target, byte[] whole) throws IOException {
    Path file = folder.resolve("whole.mynah");
    Path expected = folder.resolve("expected");
    Files.write(file, whole);
    Restore.run(file, expected);
    boolean same = true;
    for (Path path : filesUnder(expected)) {
      same &= Files.mismatch(path, target.resolve(expected.relativize(path))) < 0;
    }
    same &= filesUnder(expected).size() == filesUnder(target).size();
    delete(expected);
    delete(target);
    return same;
  }

  private static List<Path> filesUnder(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : new ArrayList<>(paths.toList()).reversed()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void aBackupOverwritesNothing() throws Exception {
    Path backup = backup("twice.mynah");
    byte[] bytes = Files.readAllBytes(backup);
    try (WireClient client = new WireClient(server)) {
      assertThat(client.stateOf("BACKUP TO 'twice.mynah'")).isEqualTo("58P02");
    }
    assertThat(Files.readAllBytes(backup)).isEqualTo(bytes);
    DatastoreException error =
        catchThrowableOfType(
            DatastoreException.class, () -> Restore.run(backup, folder.resolve("data")));
    assertThat(error.code()).isEqualTo(ErrorCode.DUPLICATE_FILE);
    assertThat(error).hasMessageContaining("is not empty");
  }

  @Test
  void statementsNeitherChooseThePathNorReadTheFile() throws Exception {
    backup("hidden.mynah");
    try (WireClient client = new WireClient(server)) {
      for (String name : List.of("../x", "/x", "a/b", "", ".x", "a\\b")) {
        assertThat(client.stateOf("BACKUP TO '" + name + "'")).as(name).isEqualTo("42501");
      }
      String file = folder.resolve("data/backup/hidden.mynah").toString();
      assertThat(client.stateOf("SELECT * FROM read_blob('" + file + "')")).isEqualTo("42501");
      client.run("BEGIN");
      assertThat(client.stateOf("BACKUP TO 'block.mynah'")).isEqualTo("25001");
      client.run("ROLLBACK");
    }
  }
}
