// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Splits random scripts as the real psql does. One case is left out: psql reads line by line and
 * forgets that a text was {@code E'...'} when it goes on in the next line, which the server's own
 * lexer does not.
 */
class PsqlSplitTest {
  private static final int SCRIPTS = 10_000;
  private static final String MARKER = "select 'end of script %d';";

  @Test
  void splitsAsPsqlDoes(@TempDir Path folder) throws Exception {
    String psql = findPsql();
    assumeTrue(!psql.isEmpty(), "psql is not on the path; install postgresql-client");
    ScriptGenerator generator = new ScriptGenerator(20_240_229L);
    List<String> scripts = Stream.generate(generator::script).limit(SCRIPTS).toList();
    List<List<String>> sent = sentByPsql(psql, scripts, folder);
    for (int i = 0; i < SCRIPTS; i++) {
      assertSame(scripts.get(i), sent.get(i));
    }
  }

  private static void assertSame(String script, List<String> sent) {
    List<SourceStatement> statements = StatementSplitter.split(script);
    assertThat(statements.stream().map(SourceStatement::text))
        .as("the statements of <<%s>>, of which psql sent %s", script, sent)
        .hasSize(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      SourceStatement ours = statements.get(i);
      String theirs = sent.get(i);
      assertThat(theirs).as("psql's statement %d of <<%s>>", i, script).startsWith(ours.text());
      String rest = theirs.substring(ours.text().length());
      assertThat(withoutLeadingBlanks(rest)).as("what ends <<%s>>", theirs).isEqualTo(";");
      int index = script.offsetByCodePoints(0, ours.offset());
      assertThat(script.substring(index)).as("the text at the offset").startsWith(ours.text());
    }
  }

  /** Returns what psql sent for each script, comments before a statement and empty ones removed. */
  private static List<List<String>> sentByPsql(String psql, List<String> scripts, Path folder)
      throws Exception {
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < scripts.size(); i++) {
      whole.append(scripts.get(i)).append('\n').append(MARKER.formatted(i)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("scripts.sql"), whole);
    List<List<String>> sent = new ArrayList<>();
    List<String> current = new ArrayList<>();
    for (String query : run(psql, file)) {
      String statement = withoutLeadingBlanks(query);
      if (statement.equals(MARKER.formatted(sent.size()))) {
        sent.add(current);
        current = new ArrayList<>();
      } else if (!statement.isEmpty() && !statement.equals(";")) {
        current.add(statement);
      }
    }
    assertThat(sent).hasSize(scripts.size());
    return sent;
  }

  private static List<String> run(String psql, Path file) throws Exception {
    try (PsqlServer server = new PsqlServer()) {
      CompletableFuture<List<String>> queries =
          CompletableFuture.supplyAsync(() -> {
            try {
              return server.serve();
            } catch (IOException broken) {
              throw new UncheckedIOException(broken);
            }
          });
      String target =
          "host=127.0.0.1 port=%d user=u dbname=d sslmode=disable gssencmode=disable"
              .formatted(server.port());
      Process process =
          new ProcessBuilder(psql, "-X", "-q", "-w", "-d", target, "-f", file.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return queries.get(30, SECONDS);
      } finally {
        process.destroy();
      }
    }
  }

  /** Cuts blanks and comments off the front; written apart from the lexer under test. */
  private static String withoutLeadingBlanks(String text) {
    int i = 0;
    while (i < text.length()) {
      if (Character.isWhitespace(text.charAt(i))) {
        i++;
      } else if (text.startsWith("--", i)) {
        int newline = text.indexOf('\n', i);
        i = newline < 0 ? text.length() : newline;
      } else if (text.startsWith("/*", i)) {
        i = afterComment(text, i);
      } else {
        break;
      }
    }
    return text.substring(i);
  }

  private static int afterComment(String text, int start) {
    int depth = 0;
    int i = start;
    do {
      int step = 2;
      if (text.startsWith("/*", i)) {
        depth++;
      } else if (text.startsWith("*/", i)) {
        depth--;
      } else {
        step = 1;
      }
      i += step;
    } while (depth > 0 && i < text.length());
    return i;
  }

  private static String findPsql() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, "psql"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("");
  }
}
