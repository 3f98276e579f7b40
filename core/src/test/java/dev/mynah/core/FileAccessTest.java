// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.access.FileFunctions;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to name a file, tried on every file that is not to be reached. */
class FileAccessTest {
  private static final List<String> READERS =
      List.of(
          "SELECT * FROM %s",
          "SELECT 1 FROM range(1) r, %s",
          "SELECT * FROM range(1) r JOIN %s ON true",
          "FROM %s",
          "TABLE %s",
          "SUMMARIZE %s",
          "DESCRIBE %s",
          "PIVOT %s ON a",
          "CREATE TABLE taken AS FROM %s",
          "CREATE VIEW taken AS SELECT * FROM %s",
          "INSERT INTO t SELECT * FROM %s",
          "WITH x AS (SELECT * FROM %s) SELECT * FROM x",
          "SELECT (SELECT count(*) FROM %s)",
          "COPY t FROM %s",
          "COPY (SELECT * FROM %s) TO 'out.csv'",
          "EXPLAIN SELECT * FROM %s",
          "SELECT * FROM read_text(%s)",
          "SELECT * FROM read_blob([%s])",
          "SELECT * FROM read_csv(['good.csv', %s])",
          "SELECT * FROM read_csv_auto(%s)",
          "SELECT * FROM \"read_csv\"(%s, header = true)",
          "SELECT * FROM main.read_json(%s)",
          "SELECT * FROM read_ndjson(%s)",
          "SELECT * FROM read_parquet(%s)",
          "SELECT * FROM parquet_schema(%s)",
          "SELECT * FROM sniff_csv(%s)",
          "SELECT * FROM glob(%s)",
          "CREATE MACRO taken() AS TABLE SELECT * FROM read_text(%s)");

  private static final List<String> HIDDEN =
      List.of(
          "SELECT * FROM read_text(getvariable('x'))",
          "SELECT * FROM read_text('/etc/' || 'passwd')",
          "SELECT * FROM read_text((SELECT '/etc/passwd'))",
          "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
          "SELECT * FROM query_table('/etc/passwd')",
          "CREATE MACRO taken(x) AS TABLE SELECT * FROM read_text(x)",
          "SELECT * FROM read_duckdb('mynah.db')",
          "SELECT * FROM \"/etc/passwd\"",
          "SELECT getenv('HOME')",
          "SELECT * FROM enable_logging('x')",
          "SELECT * FROM json_execute_serialized_sql('{}')",
          "CREATE SECRET s (TYPE s3)",
          "CREATE PERSISTENT SECRET s (TYPE s3)",
          "EXPORT DATABASE '/tmp/x'",
          "IMPORT DATABASE '/tmp/x'",
          "ATTACH '/tmp/x.db'",
          "LOAD '/tmp/x'",
          "INSTALL httpfs");

  @TempDir Path folder;
  private Path data;
  private Datastore datastore;
  private TestClient client;
  private List<String> forbidden;

  @BeforeEach
  void open() throws IOException {
    data = folder.resolve("data");
    datastore = Datastore.open(DatastoreOptions.onDisk(data));
    client = new TestClient(datastore);
    client.run("CREATE TABLE t (a VARCHAR)");
    Files.writeString(data.resolve("import/good.csv"), "a\nx\n");
    Path secret = Files.createDirectories(data.resolve("secret")).resolve("users");
    Files.writeString(secret, "a\nhidden\n");
    Files.createSymbolicLink(data.resolve("import/link.csv"), secret);
    Files.createSymbolicLink(data.resolve("import/up"), data);
    forbidden = new ArrayList<>();
    for (String name :
        List.of(
            "mynah.db", "mynah.db.wal", "secret/users", "temporary/copy.csv", "import/link.csv")) {
      forbidden.add(data.resolve(name).toString());
    }
    forbidden.addAll(
        List.of(
            "../mynah.db",
            "link.csv",
            "up/secret/users",
            "up/*",
            "../secret/*",
            "/etc/passwd",
            "file:///etc/passwd",
            "/proc/self/environ",
            "https://localhost/x.csv",
            "s3://bucket/x.csv"));
  }

  @AfterEach
  void close() {
    client.close();
    datastore.close();
  }

  private void assertRefused(String statement) {
    try {
      client.run(statement);
    } catch (DatastoreException e) {
      assertThat(e.code()).as(statement).isEqualTo(ErrorCode.INSUFFICIENT_PRIVILEGE);
      return;
    }
    throw new AssertionError("not refused: " + statement);
  }

  @Test
  void nothingOutsideTheFoldersIsRead() {
    for (String reader : READERS) {
      for (String file : forbidden) {
        assertRefused(reader.formatted("'" + file + "'"));
      }
    }
  }

  @Test
  void nothingOutsideTheExportFolderIsWritten() throws IOException {
    List<String> targets = new ArrayList<>(forbidden);
    targets.remove("up/*");
    targets.remove("../secret/*");
    // These names lie in the export folder, where there is nothing of that name.
    targets.remove("link.csv");
    targets.remove("up/secret/users");
    targets.add(data.resolve("import/good.csv").toString());
    targets.add("");
    Files.createSymbolicLink(data.resolve("export/out"), data.resolve("mynah.db"));
    targets.add("out");
    for (String file : targets) {
      assertRefused("COPY t TO '%s' (FORMAT csv, USE_TMP_FILE false)".formatted(file));
      assertRefused("COPY (SELECT 1) TO '%s'".formatted(file));
    }
    assertThat(client.rows("SELECT count(*) FROM t")).containsExactly(List.of(0L));
  }

  @Test
  void noFileIsReachedByAName() {
    HIDDEN.forEach(this::assertRefused);
  }

  @Test
  void filesOfTheFoldersAreNamedWithoutThem() {
    Path imported = data.resolve("import/good.csv");
    for (String table :
        List.of(
            "'good.csv'",
            "read_csv('good.csv')",
            "read_csv(['good.csv', 'good.csv'])",
            "'" + imported + "'",
            "read_text('good.csv')")) {
      assertThat(client.rows("SELECT count(*) > 0 FROM " + table))
          .as(table)
          .containsExactly(List.of(true));
    }
    assertThat(client.run("COPY t FROM 'good.csv' (HEADER)")).isEqualTo("COPY 1");
    assertThat(client.run("COPY t TO 'out.csv' (HEADER)")).isEqualTo("COPY 1");
    assertThat(Files.exists(data.resolve("export/out.csv"))).isTrue();
    assertThat(client.rows("SELECT a FROM '" + data.resolve("export/out.csv") + "'"))
        .containsExactly(List.of("x"));
  }

  @Test
  void textsThatAreNoFilesStayTexts() {
    assertThat(
            client.rows(
                "SELECT 'a' IS DISTINCT FROM '/etc/passwd',"
                    + " EXTRACT(year FROM DATE '2020-01-01'), trim(both '/' FROM '/x/'),"
                    + " substring('abc' FROM 2), 'x' IN ('/a', '/b'),"
                    + " string_agg(a, '/' ORDER BY a) FROM t"))
        .hasSize(1);
    assertThat(client.run("INSERT INTO t VALUES ('/etc/passwd'), ('from'), ('/x')"))
        .isEqualTo("INSERT 0 3");
    assertThat(client.rows("SELECT a FROM t WHERE a = '/x' OR a IN (SELECT '/y')"))
        .containsExactly(List.of("/x"));
  }

  @Test
  void everyTableFunctionOfTheEngineIsSorted() {
    List<String> unsorted =
        client
            .rows(
                "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'table'"
                    + " AND internal AND len(list_filter(parameters, lambda p: p ILIKE '%path%'"
                    + " OR p ILIKE '%file%' OR p ILIKE '%pattern%' OR p ILIKE '%query%'"
                    + " OR p ILIKE '%location%' OR p ILIKE '%sql%' OR p ILIKE '%uri%')) > 0")
            .stream()
            .map(row -> String.valueOf(row.getFirst()))
            .filter(name -> !FileFunctions.isSorted(name))
            .toList();
    // JSON paths are no files.
    assertThat(unsorted).containsExactlyInAnyOrder("json_each", "json_tree");
  }

  @Test
  void leftoversAreDeletedOnlyByWhoeverHasTheDatabase() throws IOException {
    Path spool = Files.writeString(data.resolve("temporary/copy-1.csv"), "x");
    client.close();
    datastore.close();
    assertThat(Files.exists(spool)).isFalse();
    Files.createDirectories(data.resolve("temporary"));
    Files.writeString(spool, "x");
    datastore = Datastore.open(DatastoreOptions.onDisk(data));
    client = new TestClient(datastore);
    assertThat(Files.exists(spool)).isFalse();
  }
}
