// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mynah.core.DatastoreOptions;
import dev.mynah.server.cli.client.InProcessClient;
import dev.mynah.server.cli.client.SqlClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NameCompleterTest {
  private static SqlClient client;
  private static LineReader reader;

  @BeforeAll
  static void open() throws IOException {
    client = InProcessClient.open(DatastoreOptions.inMemory(), notice -> {});
    client.run(
        "CREATE TABLE customers (id INTEGER, \"First Name\" TEXT); CREATE SCHEMA other;"
            + " CREATE TABLE other.currencies (code TEXT);"
            + " CREATE MACRO twice(a) AS 2 * a",
        result -> {});
    reader =
        LineReaderBuilder.builder()
            .terminal(
                TerminalBuilder.builder()
                    .dumb(true)
                    .streams(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())
                    .build())
            .build();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Test
  void tablesFollowTheWordsThatNameThem() {
    assertThat(completed("SELECT * FROM cu")).containsExactlyInAnyOrder("customers", "currencies");
    assertThat(completed("SELECT * FROM other.")).containsExactly("other.currencies");
    assertThat(completed("SELECT * FROM ")).contains("customers", "other.currencies");
  }

  @Test
  void columnsFunctionsAndKeywordsStandElsewhere() {
    assertThat(completed("SELECT tw")).containsExactly("twice");
    assertThat(completed("SELECT twice(i")).contains("id", "is", "in").doesNotContain("customers");
    assertThat(completed("SELECT \"Fi")).containsExactly("\"First Name\"");
    assertThat(completed("SEL")).containsExactly("SELECT");
    assertThat(completed("sel")).containsExactly("select");
    assertThat(completed("SELECT ")).isEmpty();
  }

  @Test
  void commandsBeginWithABackslash() {
    assertThat(completed("\\d")).contains("\\d", "\\dt", "\\dm");
    assertThat(completed("\\t")).containsExactly("\\timing");
    assertThat(completed("\\d cus")).containsExactly("customers");
  }

  @Test
  void aBrokenTransactionLeavesTheKeywords() {
    try (SqlClient broken = InProcessClient.open(DatastoreOptions.inMemory(), notice -> {})) {
      broken.run("BEGIN", result -> {});
      assertThat(catchThrowable(() -> broken.run("SELECT x", r -> {}))).isNotNull();
      assertThat(completed(new NameCompleter(new KnownNames(broken)), "ROLL"))
          .containsExactly("ROLLBACK");
    }
  }

  private static List<String> completed(String line) {
    return completed(new NameCompleter(new KnownNames(client)), line);
  }

  private static List<String> completed(NameCompleter completer, String line) {
    List<Candidate> candidates = new ArrayList<>();
    completer.complete(
        reader,
        NameCompleter.parser().parse(line, line.length(), ParseContext.COMPLETE),
        candidates);
    return candidates.stream().map(Candidate::value).toList();
  }
}
