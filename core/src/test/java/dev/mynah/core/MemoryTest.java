// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each part of the memory budget is filled, and only who fills it fails. */
class MemoryTest {
  private static final long MB = 1L << 20;

  @TempDir private Path folder;
  private Datastore datastore;

  @BeforeEach
  void open() {
    MemoryBudget budget = new MemoryBudget(256 * MB, 128 * MB, 64 * MB, 48 * MB);
    datastore = Datastore.open(DatastoreOptions.onDisk(folder).withBudget(budget));
  }

  @AfterEach
  void close() {
    datastore.close();
  }

  @Test
  void aQueryOutOfMemoryFailsAloneAndItsSessionGoesOn() {
    try (TestClient greedy = new TestClient(datastore);
        TestClient other = new TestClient(datastore)) {
      other.run("CREATE TABLE t AS SELECT 1 AS a");
      other.run("BEGIN");
      other.run("INSERT INTO t VALUES (2)");
      DatastoreException error = greedy.errorOf("SELECT len(list(i)) FROM range(100_000_000) r(i)");
      assertThat(error.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
      other.run("COMMIT");
      assertThat(greedy.rows("SELECT sum(a) FROM t").toString()).isEqualTo("[[3]]");
    }
  }

  @Test
  void aSortThatFillsTheSpillFilesFailsAlone() {
    try (TestClient greedy = new TestClient(datastore);
        TestClient other = new TestClient(datastore)) {
      DatastoreException error =
          greedy.errorOf(
              "SELECT count(r) FROM (SELECT md5(i::VARCHAR) AS r FROM range(20_000_000) t(i)"
                  + " ORDER BY r OFFSET 10)");
      assertThat(error.code()).isEqualTo(ErrorCode.DISK_FULL);
      assertThat(other.rows("SELECT 1").toString()).isEqualTo("[[1]]");
      assertThat(greedy.rows("SELECT 1").toString()).isEqualTo("[[1]]");
    }
  }

  @Test
  void aResultThatWaitsBesideOtherStatementsLiesInAFile() throws IOException {
    try (Session session = datastore.connect("mynah", notice -> {});
        PreparedStatement query =
            session.prepare(
                "SELECT i, i::DECIMAL(18,2) AS d, md5(i::VARCHAR) AS m, i % 3 = 0 AS f,"
                    + " CASE WHEN i % 5 > 0 THEN i / 2.0::DOUBLE END AS h FROM range(300_000) r(i)",
                List.of())) {
      StatementResult.Rows rows = (StatementResult.Rows) query.run(List.of());
      ColumnBatch first = rows.next();
      if (first == null) {
        throw new AssertionError("no rows");
      }
      long seen = first.rows();
      try (Session.Script script = session.script("SELECT 1")) {
        assertThat(script.next()).isInstanceOf(StatementResult.Rows.class);
      }
      assertThat(files()).isEqualTo(1);
      assertThat(first.column(0).longAt(first.rows() - 1)).isEqualTo(seen - 1);
      assertThat(first.column(2).textAt(1)).isEqualTo("c4ca4238a0b923820dcc509a6f75849b");
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        for (int row = 0; row < batch.rows(); row++, seen++) {
          assertThat(batch.column(0).longAt(row)).isEqualTo(seen);
          assertThat(batch.column(1).decimalAt(row)).isEqualByComparingTo(Long.toString(seen));
          assertThat(batch.column(2).textAt(row)).hasSize(32);
          assertThat(batch.column(3).booleanAt(row)).isEqualTo(seen % 3 == 0);
          assertThat(batch.column(4).isNull(row)).isEqualTo(seen % 5 == 0);
        }
      }
      assertThat(seen).isEqualTo(300_000);
      assertThat(rows.tag()).isEqualTo("SELECT 300000");
      rows.close();
      assertThat(files()).isZero();
    }
  }

  @Test
  void waitingResultsShareALimit() throws IOException {
    try (Session session = datastore.connect("mynah", notice -> {});
        PreparedStatement query =
            session.prepare("SELECT md5(i::VARCHAR) AS m FROM range(5_000_000) r(i)", List.of());
        TestClient other = new TestClient(datastore)) {
      StatementResult.Rows rows = (StatementResult.Rows) query.run(List.of());
      DatastoreException error =
          catchThrowableOfType(
              DatastoreException.class,
              () -> {
                try (Session.Script script = session.script("SELECT 1")) {
                  script.next();
                }
              });
      rows.close();
      assertThat(error.code()).isEqualTo(ErrorCode.DISK_FULL);
      assertThat(error).hasMessage("the temporary folder is full");
      assertThat(files()).isZero();
      assertThat(other.rows("SELECT 1").toString()).isEqualTo("[[1]]");
    }
  }

  @Test
  void aCopyThatFillsTheTemporaryFolderFailsAloneAndStoresNothing() throws IOException {
    String megabyte = ("x".repeat(1_023) + "\n").repeat(1_024);
    String[] pieces = Collections.nCopies(60, megabyte).toArray(String[]::new);
    try (TestClient greedy = new TestClient(datastore);
        TestClient other = new TestClient(datastore)) {
      greedy.run("CREATE TABLE t (a TEXT)");
      DatastoreException error =
          catchThrowableOfType(
              DatastoreException.class, () -> greedy.copy("COPY t FROM STDIN", pieces));
      assertThat(error.code()).isEqualTo(ErrorCode.DISK_FULL);
      assertThat(error).hasMessage("the temporary folder is full");
      assertThat(files()).isZero();
      assertThat(other.copy("COPY t FROM STDIN", "a\n", "b\n")).isEqualTo("COPY 2");
      assertThat(greedy.copy("COPY t FROM STDIN", megabyte)).isEqualTo("COPY 1024");
      assertThat(other.rows("SELECT count(*) FROM t").toString()).isEqualTo("[[1026]]");
    }
  }

  @Test
  void rowsOfAWriteThatNobodyReadsYetCountToo() throws IOException {
    try (TestClient client = new TestClient(datastore)) {
      client.run("CREATE TABLE t (a TEXT)");
      DatastoreException error =
          client.errorOf(
              "INSERT INTO t SELECT md5(i::VARCHAR) FROM range(3_000_000) r(i) RETURNING a");
      assertThat(error.code()).isEqualTo(ErrorCode.DISK_FULL);
      assertThat(files()).isZero();
      assertThat(client.rows("SELECT count(*) FROM t").toString()).isEqualTo("[[0]]");
    }
  }

  /** Counts the files that wait in the temporary folder. */
  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("temporary"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("(result|copy)-.*"))
          .count();
    }
  }
}
