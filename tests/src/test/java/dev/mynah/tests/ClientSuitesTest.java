// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.tests.server.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** PostgreSQL's clients do what they do with PostgreSQL, and know nothing of the difference. */
@Timeout(300)
class ClientSuitesTest {
  /** Debian's, for which its packages of drivers are made. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final int MAX_SECONDS = 240;

  @TempDir private Path folder;
  private LocalServer server;

  @BeforeEach
  void start() {
    server = new LocalServer(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = ClientSuitesTest.class.getResourceAsStream("clients/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private record Outcome(int code, List<String> lines) {}

  private Outcome run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PGHOST", "127.0.0.1");
    builder.environment().put("PGPORT", Integer.toString(server.port()));
    builder.environment().put("PGUSER", "mynah");
    builder.environment().put("PGDATABASE", "mynah");
    builder.environment().put("PAGER", "cat");
    Process process = builder.start();
    boolean ended = process.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("%s ends", command).isTrue();
    return new Outcome(process.exitValue(), Files.readAllLines(output, UTF_8));
  }

  private void makeSchema() throws IOException, InterruptedException {
    Outcome made =
        run(
            List.of(
                "psql",
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-f",
                resource("schema.sql").toString()));
    assertThat(made.lines()).isEmpty();
  }

  private static void requirePsql() {
    boolean found =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(path -> Files.isExecutable(Path.of(path, "psql")));
    assumeTrue(found, "psql is not installed; on Debian: apt install postgresql-client");
  }

  private void requirePython(String module) throws IOException, InterruptedException {
    boolean found =
        Files.isExecutable(Path.of(PYTHON))
            && run(List.of(PYTHON, "-c", "import " + module)).code() == 0;
    assumeTrue(
        found, "%s is not installed; on Debian: apt install python3-%s".formatted(module, module));
  }

  @Test
  void psqlRunsAllItsCommandsWithoutAnError() throws Exception {
    requirePsql();
    makeSchema();
    Path commands = resource("psql.txt");
    Outcome ran = run(List.of("psql", "-X", "-f", commands.toString()));
    List<String> errors =
        ran.lines().stream().filter(l -> l.contains("ERROR:") || l.contains("FATAL:")).toList();
    assertThat(errors).isEmpty();
    // A table as psql describes it, with all that the catalog knows of it.
    assertThat(ran.lines())
        .contains(
            "    \"customers_pkey\" PRIMARY KEY, btree (id)",
            "    \"customers_email_key\" UNIQUE CONSTRAINT, btree (email)",
            "    \"customers_balance_check\" CHECK ((balance >= 0))",
            "    TABLE \"invoices\" CONSTRAINT \"invoices_customer_id_fkey\" FOREIGN KEY"
                + " (customer_id) REFERENCES customers(id)");
    List<String> names =
        Files.readAllLines(commands).stream().filter(line -> !line.startsWith("--")).toList();
    new ClientChecks("psql 15", names, Set.of()).areDocumented();
  }

  @Test
  void psycopg2DoesAllThatItsSuiteAsksFor() throws Exception {
    suite("psycopg2", "psycopg 2.9");
  }

  @Test
  void psycopg3DoesAllThatItsSuiteAsksFor() throws Exception {
    suite("psycopg3", "psycopg 3");
  }

  @Test
  void pgjdbcLacksOnlyLargeObjects() throws Exception {
    requirePsql();
    makeSchema();
    Path driver = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Outcome ran =
        run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                driver.toString(),
                resource("suite_pgjdbc.java").toString(),
                "jdbc:postgresql://127.0.0.1:%d/mynah?sslmode=disable".formatted(server.port())));
    ClientChecks checks = ClientChecks.read("pgjdbc", ran.lines());
    assertThat(checks.failed()).as("%s", ran.lines()).containsExactly("largeobj");
    checks.areDocumented();
  }

  @Test
  void sqlAlchemyAndPandasMakeTablesAndKnowThemAgain() throws Exception {
    requirePython("pandas");
    requirePython("sqlalchemy");
    suite("sqlalchemy", "SQLAlchemy and pandas");
  }

  /** Runs a suite, in which nothing fails, and finds its results in the documentation. */
  private void suite(String suite, String client) throws Exception {
    requirePsql();
    requirePython(suite.equals("psycopg3") ? "psycopg" : suite);
    makeSchema();
    Outcome ran =
        run(
            List.of(
                PYTHON,
                resource("suite_" + suite + ".py").toString(),
                Integer.toString(server.port())));
    ClientChecks checks = ClientChecks.read(client, ran.lines());
    assertThat(checks.failed()).as("%s", ran.lines()).isEmpty();
    checks.areDocumented();
  }
}
