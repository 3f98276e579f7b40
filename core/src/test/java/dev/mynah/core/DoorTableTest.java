// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.DoorTable.Row;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.parser.Tokenizer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No form of statement is missing from door.txt: neither one of ours nor one of the engine. */
class DoorTableTest {
  /** The first words, and for definitions the second, of all statements that the engine knows. */
  @Test
  void noStatementOfTheEngineIsMissing() throws Exception {
    Set<String> tried = new HashSet<>();
    for (Row row : DoorTable.read()) {
      for (String text : row.text().split(";", -1)) {
        List<String> words =
            Tokenizer.tokenize(text).stream()
                .map(token -> token.value().toLowerCase(Locale.ROOT))
                .filter(word -> !MODIFIERS.contains(word))
                .toList();
        tried.addAll(List.of(head(words, 1), head(words, 2), head(words, 3)));
      }
    }
    List<String> known = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      List<String> words = keywords(connection);
      known.addAll(beginnings(connection, "", words));
      for (String definition : List.of("create ", "drop ", "alter ", "comment on ")) {
        known.addAll(beginnings(connection, definition, words));
      }
    }
    assertThat(known).contains("select", "create table", "drop trigger");
    known.removeAll(tried);
    assertThat(known).isEmpty();
  }

  private static final Set<String> MODIFIERS =
      Set.of("or", "replace", "temp", "temporary", "unique", "if", "exists");

  /** Words that only say more about what follows, and a statement that is ours. */
  private static final Set<String> NO_STATEMENTS =
      Set.of(
          "create or",
          "create temp",
          "create temporary",
          "create unique",
          "create recursive",
          "create persistent",
          "create external",
          "create secure",
          "drop temp",
          "drop temporary",
          "drop persistent",
          "drop materialized");

  private static String head(List<String> words, int length) {
    return String.join(" ", words.subList(0, Math.min(length, words.size())));
  }

  private static List<String> keywords(Connection connection) throws SQLException {
    List<String> words = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT DISTINCT keyword_name FROM duckdb_keywords()")) {
      while (rows.next()) {
        words.add(rows.getString(1));
      }
    }
    return words;
  }

  /** Returns the words with which a statement goes on: those at which no syntax error is. */
  private static List<String> beginnings(Connection connection, String start, List<String> words) {
    return words.stream()
        .filter(word ->
            !errorOf(connection, start + word + " 'x' 'y' 'z'").contains("\"" + word + "\""))
        .map(word -> start + word)
        .filter(beginning -> !NO_STATEMENTS.contains(beginning))
        .toList();
  }

  private static String errorOf(Connection connection, String text) {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      return statement.toString();
    } catch (SQLException e) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  @Test
  void noStatementOfOursIsMissing() throws IOException {
    Set<Class<?>> tried = new HashSet<>();
    for (Row row : DoorTable.read()) {
      for (String text : row.with("1").split(";", -1)) {
        tried.add(SqlParser.parse(text).getClass());
      }
    }
    List<Class<?>> missing = new ArrayList<>(forms(dev.mynah.sql.tree.Statement.class));
    missing.removeAll(tried);
    assertThat(missing).isEmpty();
  }

  private static List<Class<?>> forms(Class<?> form) {
    return form.isSealed()
        ? Stream.of(form.getPermittedSubclasses()).flatMap(inner -> forms(inner).stream()).toList()
        : List.of(form);
  }
}
