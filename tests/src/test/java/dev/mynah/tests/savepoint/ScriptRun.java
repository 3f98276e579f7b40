// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.savepoint;

import dev.mynah.tests.savepoint.Step.Copy;
import dev.mynah.tests.savepoint.Step.Mark;
import dev.mynah.tests.savepoint.Step.Plain;
import dev.mynah.tests.savepoint.Step.Prepared;
import dev.mynah.tests.savepoint.Step.Return;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;

/** A script on one server: what it answered, and whether each return gave back what had been. */
final class ScriptRun {
  private static final String EVERYTHING = "SELECT id, k, v, w, r, ts, d FROM t ORDER BY k";

  /** What both systems must agree on in the end; no times and no random values. */
  private static final List<String> LEFT =
      List.of(
          "SELECT id, k, v, CASE WHEN length(w) < 10 THEN w END FROM t ORDER BY k",
          "SELECT a FROM d1 ORDER BY a",
          "SELECT k, v FROM d2 ORDER BY k",
          "SELECT count(*) FROM vw",
          "SELECT nextval('s')",
          "SELECT nextval('s2')",
          "SHOW TimeZone");

  private final Connection connection;
  private final List<String> answers = new ArrayList<>();
  private final List<Saved> saved = new ArrayList<>();

  private record Saved(String name, String rows) {}

  ScriptRun(Connection connection) {
    this.connection = connection;
  }

  /** Runs the script and returns an answer a step, and then what is left. */
  List<String> run(List<Step> script) throws SQLException {
    for (String statement : ScriptGenerator.SET_UP) {
      answer(new Plain(statement));
    }
    answers.clear();
    for (Step step : script) {
      String before = step instanceof Mark ? answer(new Plain(EVERYTHING)) : "";
      boolean wasFailed = status().equals("FAILED");
      String answer = answer(step);
      if (wasFailed && answer.equals("error 42601")) {
        // PostgreSQL reads a text before it looks at the block's state.
        answer = "error 25P02";
      }
      answer += " " + status();
      answers.add(step.sql() + " -> " + answer);
      if (step instanceof Mark mark && answer.startsWith("0")) {
        saved.add(new Saved(mark.name(), before));
      }
      if (step instanceof Return to && answer.startsWith("0")) {
        answers.add("restored: " + isRestored(to.name()));
      }
      if (step.sql().startsWith("RELEASE") && answer.startsWith("0")) {
        cut(step.sql().substring("RELEASE SAVEPOINT ".length()), 0);
      }
    }
    for (String query : LEFT) {
      answers.add(query + " -> " + answer(new Plain(query)));
    }
    return answers;
  }

  private String status() throws SQLException {
    return connection.unwrap(BaseConnection.class).getTransactionState().name();
  }

  private boolean isRestored(String name) {
    String then = cut(name, 1);
    return then.equals(answer(new Plain(EVERYTHING)));
  }

  /** Forgets the savepoints from the latest of this name on, but for so many. */
  private String cut(String name, int kept) {
    int at = saved.size() - 1;
    while (!saved.get(at).name.equals(name)) {
      at--;
    }
    String rows = saved.get(at).rows;
    while (saved.size() > at + kept) {
      saved.removeLast();
    }
    return rows;
  }

  private String answer(Step step) {
    try {
      return switch (step) {
        case Plain plain -> plain(plain.sql());
        case Mark mark -> plain(mark.sql());
        case Return to -> plain(to.sql());
        case Prepared prepared -> prepared(prepared);
        case Copy copy -> copy(copy);
      };
    } catch (SQLException e) {
      return "error " + e.getSQLState();
    }
  }

  private String plain(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql)
          ? rows(statement.getResultSet())
          : Long.toString(statement.getLargeUpdateCount());
    }
  }

  private String prepared(Prepared step) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(step.sql())) {
      for (int index = 0; index < step.parameters().size(); index++) {
        statement.setInt(index + 1, step.parameters().get(index));
      }
      return Long.toString(statement.executeLargeUpdate());
    }
  }

  private String copy(Copy step) throws SQLException {
    byte[] rows = step.rows().getBytes(StandardCharsets.UTF_8);
    try {
      return Long.toString(
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(step.sql(), new ByteArrayInputStream(rows)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String rows(@Nullable ResultSet result) throws SQLException {
    if (result == null) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    try (result) {
      while (result.next()) {
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          rows.append(result.getString(column)).append('|');
        }
        rows.append('/');
      }
    }
    return rows.toString();
  }
}
