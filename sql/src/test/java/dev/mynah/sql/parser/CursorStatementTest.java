// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.CursorStatement.CloseCursor;
import dev.mynah.sql.tree.CursorStatement.Deallocate;
import dev.mynah.sql.tree.CursorStatement.Declare;
import dev.mynah.sql.tree.CursorStatement.Execute;
import dev.mynah.sql.tree.CursorStatement.Fetch;
import dev.mynah.sql.tree.CursorStatement.Prepare;
import dev.mynah.sql.tree.CursorStatement.Use;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorStatementTest {
  @Test
  void readsPreparedStatements() {
    assertThat(SqlParser.parse("PREPARE p (int, numeric(10, 2)) AS SELECT $1, $2;"))
        .isEqualTo(new Prepare("p", List.of("int", "numeric(10, 2)"), "SELECT $1, $2", 36));
    assertThat(SqlParser.parse("prepare \"P\" as select 1"))
        .isEqualTo(new Prepare("P", List.of(), "select 1", 16));
    assertThat(SqlParser.parse("EXECUTE p (1, f(2, 3), '), (')"))
        .isEqualTo(new Execute("p", List.of("1", "f(2, 3)", "'), ('")));
    assertThat(SqlParser.parse("EXECUTE p")).isEqualTo(new Execute("p", List.of()));
    assertThat(SqlParser.parse("DEALLOCATE PREPARE p")).isEqualTo(new Deallocate(Optional.of("p")));
    assertThat(SqlParser.parse("DEALLOCATE ALL")).isEqualTo(new Deallocate(Optional.empty()));
  }

  @Test
  void readsCursors() {
    assertThat(SqlParser.parse("DECLARE c NO SCROLL CURSOR WITH HOLD FOR SELECT 1"))
        .isEqualTo(new Declare("c", true, "SELECT 1", 42));
    assertThat(SqlParser.parse("DECLARE c INSENSITIVE CURSOR WITHOUT HOLD FOR SELECT 1"))
        .isEqualTo(new Declare("c", false, "SELECT 1", 47));
    assertThat(SqlParser.parse("CLOSE c")).isEqualTo(new CloseCursor(Optional.of("c")));
    assertThat(SqlParser.parse("CLOSE ALL")).isEqualTo(new CloseCursor(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "FETCH c, 1",
    "FETCH next, 1",
    "FETCH FROM c, 1",
    "FETCH NEXT IN c, 1",
    "FETCH 5 c, 5",
    "FETCH FORWARD 7 FROM c, 7",
    "FETCH FORWARD FROM c, 1",
    "FETCH ALL c, ",
    "FETCH FORWARD ALL IN c, "
  })
  void readsHowManyRowsToFetch(String text, Long count) {
    Fetch fetch = (Fetch) SqlParser.parse(text);
    assertThat(fetch.count()).isEqualTo(Optional.ofNullable(count));
    assertThat(fetch.use()).isEqualTo(Use.FETCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FETCH -1 FROM c",
        "FETCH 0 FROM c",
        "MOVE LAST IN c",
        "FETCH BACKWARD ALL FROM c",
        "FETCH ABSOLUTE 3 FROM c",
        "FETCH 1.5 FROM c",
        "DECLARE c BINARY CURSOR FOR SELECT 1",
        "DECLARE c CURSOR FOR",
        "PREPARE p AS",
        "PREPARE p () AS SELECT 1",
        "EXECUTE p (1",
        "EXECUTE p (1,)",
        "EXECUTE p (1) x"
      })
  void refusesWhatCannotBeMeant(String text) {
    assertThatExceptionOfType(DatastoreException.class).isThrownBy(() -> SqlParser.parse(text));
  }

  @Test
  void replacesParametersAndNothingElse() {
    assertThat(ParameterText.replaced("SELECT $1, '$1', $2 -- $2", List.of("(a)", "(b)")))
        .isEqualTo("SELECT (a), '$1', (b) -- $2");
    assertThat(ParameterText.count("SELECT $3, $1")).isEqualTo(3);
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> ParameterText.count("SELECT $99999999999"));
  }
}
