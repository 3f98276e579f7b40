// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.Datastore;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.server.pgwire.PgServer;
import dev.mynah.server.pgwire.PgServerOptions;
import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs scripts in a datastore in memory, on disk and behind a server. */
class RunCommandTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void printsTablesAndTags() throws IOException {
    CommandRun run =
        run(
            """
            CREATE TABLE t (a INTEGER, b TEXT);
            INSERT INTO t VALUES (1, 'x'), (2, NULL); SELECT * FROM t ORDER BY a;
            DELETE FROM t WHERE a = 1 RETURNING b
            """);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            CREATE TABLE
            INSERT 0 2
             a | b\s
            ---+---
             1 | x
             2 |\s
            (2 rows)

             b\s
            ---
             x
            (1 row)

            DELETE 1
            """);
    assertThat(run.code()).isZero();
  }

  @Test
  void stopsAtTheFirstErrorAndSaysWhereItIs() throws IOException {
    CommandRun run = run("SELECT 1;\n\n-- why\nSELECT\n  nope FROM range(3);\nSELECT 2;\n");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEqualTo(" ?column? \n----------\n        1\n(1 row)\n\n");
    assertThat(run.err())
        .startsWith(
            """
            %s:5: ERROR:  column "nope" does not exist
            LINE 2:   nope FROM range(3);
                      ^
            """
                .formatted(folder.resolve("script.sql"))
                .replace("(3);", "(3)"));
  }

  @Test
  void saysTheSameWhenAServerRunsTheScript() throws IOException {
    String script =
        """
        CREATE TABLE t (a INTEGER, b TEXT);
        INSERT INTO t VALUES (1, E'x\\ny') RETURNING *;
        SELECT * FROM t;
        COMMIT;
        DROP TABLE IF EXISTS nonesuch;
        SELECT a,
          nope FROM t;
        """;
    CommandRun inProcess = run(script);
    try (Datastore datastore = Datastore.open(DatastoreOptions.inMemory());
        PgServer server =
            new PgServer(
                PgServerOptions.on(InetAddress.getLoopbackAddress(), 0),
                (client, notices) -> datastore.connect(client.user(), notices),
                Authenticator.trust())) {
      server.start();
      assertThat(run(script, "--port", Integer.toString(server.port()))).isEqualTo(inProcess);
    }
    assertThat(inProcess.err()).contains("WARNING:  there is no transaction in progress");
    assertThat(inProcess.code()).isEqualTo(3);
  }

  @Test
  void loadsFilesOfTheClient() throws IOException {
    Files.writeString(folder.resolve("My Data.csv"), "id,day,note\n1,2024-01-31,\"a;b\"\n2,,\n");
    String script =
        """
        \\load '%s'
        SELECT * FROM my_data ORDER BY id;
        SELECT id + 1 AS next, year(day) AS year FROM my_data WHERE note IS NOT NULL;
        """
            .formatted(folder.resolve("My Data.csv"));
    CommandRun run = run(script);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(
            """
            COPY 2
            Table "my_data" has the columns "id" BIGINT, "day" DATE, "note" VARCHAR.
             id |    day     | note\s
            ----+------------+------
              1 | 2024-01-31 | a;b
              2 |            |\s
            (2 rows)
            """);
  }

  @Test
  void leavesNoTableOfAFileThatDoesNotFit() throws IOException {
    Path file = folder.resolve("late.csv");
    Files.writeString(file, "n\n" + "1\n".repeat(10_000) + "word\n");
    CommandRun run = run("\\load " + file + "\n");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("script.sql:1: ERROR:  line 10002");
    CommandRun after = CommandRun.of("\\load " + file + "\nSELECT count(*) FROM late;\n", "shell");
    assertThat(after.err()).contains("relation \"late\" does not exist");
  }

  @Test
  void keepsADatastoreInAFolder() throws IOException {
    String data = folder.resolve("data").toString();
    assertThat(run("CREATE TABLE t AS SELECT 42 AS a;", "--data", data).code()).isZero();
    assertThat(run("SELECT a FROM t;", "--data", data).out()).contains("42");
  }

  @Test
  void refusesAFolderThatAnotherProcessHasOpen() {
    // Locks of this very process do not count, so only the words are checked here.
    assertThat(
            FolderInUse.explained(
                new DatastoreException(ErrorCode.OBJECT_IN_USE, "lock"), Path.of("data")))
        .hasMessage("data folder \"data\" is in use by another process");
  }

  @Test
  void trainsAndPredicts() throws IOException {
    CommandRun run =
        run(
            """
            CREATE TABLE t AS SELECT i, i % 7 AS b, CASE WHEN i % 7 > 3 THEN 'y' ELSE 'n' END AS c
            FROM range(200) AS r(i);
            CREATE MODEL m FROM t TARGET c FUNCTION f IGNORE (i) SETTINGS (MAX_RUNTIME 5);
            SELECT f(t) AS answer, count(*) FROM t WHERE b IN (0, 6) GROUP BY answer ORDER BY answer;
            """);
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("NOTICE:  model \"m\" is ready");
    assertThat(run.out()).contains("CREATE MODEL\n", " n      |", " y      |");
  }

  @Test
  void tellsWhatIsWrongWithTheCommandItself() {
    assertThat(CommandRun.of("", "run").code()).isEqualTo(1);
    assertThat(CommandRun.of("", "run").err()).contains("Missing required parameter: 'FILE'");
    assertThat(CommandRun.of("", "run", "none.sql").err())
        .isEqualTo("mynah: file \"none.sql\" does not exist\n");
    assertThat(CommandRun.of("", "run", "-", "--port", "1").code()).isEqualTo(1);
    assertThat(CommandRun.of("", "run", "-", "--port", "1").err())
        .startsWith("mynah: no connection to 127.0.0.1 port 1\n");
    assertThat(CommandRun.of("", "run", "-", "--port", "1", "--data", "d").err())
        .startsWith("mynah: --data cannot be used with --host or --port");
    assertThat(CommandRun.of("", "serve", "--host", "0.0.0.0").err())
        .startsWith("mynah: host \"0.0.0.0\" lets other machines connect\n");
    assertThat(CommandRun.of("", "serve", "--port", "70000").code()).isEqualTo(1);
  }

  @Test
  void explainsEveryCommand() {
    assertThat(CommandRun.of("").out()).contains("demo", "serve", "run", "shell");
    for (String command : new String[] {"demo", "serve", "run", "shell"}) {
      CommandRun help = CommandRun.of("", command, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).startsWith("Usage: mynah " + command).contains("--help");
    }
    assertThat(CommandRun.of("", "--version").out()).startsWith("mynah ");
  }

  @Test
  void goesOnAfterAnErrorInTheShell() {
    CommandRun shell =
        CommandRun.of("SELECT nope;\nSELECT\n 7 AS a;\n\\x\n\\nonesuch\n\\q\nSELECT 8;\n", "shell");
    assertThat(shell.code()).isZero();
    assertThat(shell.out()).isEqualTo(" a \n---\n 7\n(1 row)\n\nExpanded display is on.\n");
    assertThat(shell.err())
        .contains("ERROR:  column \"nope\" does not exist", "there is no command \\nonesuch");
  }

  private CommandRun run(String script, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("script.sql"), script);
    String[] arguments = new String[options.length + 2];
    arguments[0] = "run";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[arguments.length - 1] = file.toString();
    return CommandRun.of("", arguments);
  }

  @Test
  void theShellShowsWhatThereIs() {
    CommandRun shell =
        CommandRun.of(
            """
            CREATE TABLE t (id INTEGER NOT NULL, "Full Name" TEXT DEFAULT 'x');
            CREATE VIEW v AS SELECT id FROM t;
            \\d
            \\dt
            \\d t
            \\dn
            \\d nope
            \\dn x
            """,
            "shell");
    assertThat(shell.out())
        .contains(" public | t    | table | mynah\n public | v    | view  | mynah\n(2 rows)")
        .contains(" public | t    | table | mynah\n(1 row)")
        .contains(" id        | integer | not null | ")
        .contains(" Full Name | text    |          | 'x'")
        .contains(" public | mynah");
    assertThat(shell.err())
        .contains("relation \"nope\" does not exist")
        .contains("\\dn takes no name");
  }
}
