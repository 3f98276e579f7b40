// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyOptions.Columns;
import dev.mynah.sql.tree.CopyOptions.Format;
import dev.mynah.sql.tree.CopyOptions.Header;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import dev.mynah.sql.tree.CopyStatement.CopySource;
import dev.mynah.sql.tree.CopyStatement.CopyToStdout;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyStatementTest {
  private static final Columns NONE = new Columns.Named(List.of());

  private static CopyOptions in(String options) {
    return ((CopyFromStdin) SqlParser.parse("COPY t FROM STDIN " + options)).options();
  }

  @Test
  void fillsInPostgreSqlsDefaults() {
    assertThat(in(""))
        .isEqualTo(
            new CopyOptions(
                Format.TEXT,
                Header.NONE,
                '\t',
                "\\N",
                '"',
                '"',
                0,
                Optional.empty(),
                NONE,
                NONE,
                NONE));
    assertThat(in("CSV"))
        .isEqualTo(
            new CopyOptions(
                Format.CSV, Header.NONE, ',', "", '"', '"', 0, Optional.empty(), NONE, NONE, NONE));
  }

  @Test
  void readsTablesAndQueries() {
    assertThat(SqlParser.parse("COPY public.t (a, \"B\") FROM STDIN"))
        .isEqualTo(new CopyFromStdin(QualifiedName.of("public", "t"), List.of("a", "B"), in("")));
    assertThat(SqlParser.parse("COPY t (a) TO STDOUT"))
        .isEqualTo(
            new CopyToStdout(new CopySource.OfTable(QualifiedName.of("t"), List.of("a")), in("")));
    assertThat(SqlParser.parse("COPY (SELECT '' FROM a) TO STDOUT;"))
        .isEqualTo(new CopyToStdout(new CopySource.OfQuery("SELECT '' FROM a", 7), in("")));
    assertThat(SqlParser.parse("copy \"from\" from stdin"))
        .isEqualTo(new CopyFromStdin(QualifiedName.of("from"), List.of(), in("")));
  }

  @Test
  void readsBothFormsOfOptions() {
    CopyOptions expected =
        new CopyOptions(
            Format.CSV,
            Header.PRESENT,
            ';',
            "na",
            '\'',
            '\\',
            20,
            Optional.of("latin1"),
            new Columns.Named(List.of("a")),
            new Columns.Named(List.of("b", "c")),
            NONE);
    assertThat(
            in(
                "(FORMAT csv, HEADER true, DELIMITER ';', NULL 'na', QUOTE '''', ESCAPE '\\',"
                    + " SKIP 20, ENCODING 'latin1', FORCE_NULL (a), FORCE_NOT_NULL (b, c))"))
        .isEqualTo(expected);
    assertThat(
            in(
                "WITH CSV HEADER DELIMITER AS ';' NULL 'na' QUOTE '''' ESCAPE AS '\\' SKIP 20"
                    + " ENCODING 'latin1' FORCE NULL a FORCE NOT NULL b, c"))
        .isEqualTo(expected);
  }

  @Test
  void readsHeaders() {
    assertThat(in("(FORMAT csv, HEADER)").header()).isEqualTo(Header.PRESENT);
    assertThat(in("(FORMAT csv, HEADER off)").header()).isEqualTo(Header.NONE);
    assertThat(in("WITH (FORMAT csv, HEADER match)").header()).isEqualTo(Header.MATCH);
  }

  @Test
  void readsForcedQuotes() {
    CopyToStdout copy = (CopyToStdout) SqlParser.parse("COPY t TO STDOUT CSV FORCE QUOTE *");
    assertThat(copy.options().forceQuote()).isEqualTo(new Columns.All());
    assertThat(in("BINARY").format()).isEqualTo(Format.BINARY);
    copy = (CopyToStdout) SqlParser.parse("COPY BINARY t TO STDOUT");
    assertThat(copy.options().format()).isEqualTo(Format.BINARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"COPY t FROM 'f.csv'", "COPY t TO 'f.parquet' (FORMAT parquet)", "COPY", "COPY t"})
  void leavesFilesToTheEngine(String text) {
    assertThat(SqlParser.parse(text)).isInstanceOf(EngineStatement.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "(FORMAT xml) ~ 22023 ~ COPY format \"xml\" not recognized",
        "(FORMAT csv, FORMAT csv) ~ 42601 ~ conflicting or redundant options",
        "CSV CSV ~ 42601 ~ conflicting or redundant options",
        "(DELIMITER 'ab') ~ 0A000 ~ COPY delimiter must be a single one-byte character",
        "(DELIMITER '') ~ 0A000 ~ COPY delimiter must be a single one-byte character",
        "(DELIMITER 'ä') ~ 0A000 ~ COPY delimiter must be a single one-byte character",
        "(DELIMITER 'a') ~ 22023 ~ COPY delimiter cannot be \"a\"",
        "(DELIMITER E'\\n') ~ 22023 ~ COPY delimiter cannot be newline or carriage return",
        "(FORMAT csv, DELIMITER '\"') ~ 22023 ~ COPY delimiter and quote must be different",
        "(QUOTE 'x') ~ 0A000 ~ COPY quote available only in CSV mode",
        "(FORMAT csv, NULL 'a,b') ~ 22023 ~ COPY delimiter must not appear in the NULL specification",
        "(FORMAT csv, FORCE_QUOTE *) ~ 0A000 ~ COPY force quote only available using COPY TO",
        "(FORMAT binary, DELIMITER ',') ~ 42601 ~ cannot specify DELIMITER in BINARY mode",
        "(FORMAT csv, HEADER maybe) ~ 42601 ~ header requires a Boolean value or \"match\"",
        "(SKIP -1) ~ 42601 ~ the number of lines must be a whole number of at least 0",
        "WITH ~ 42601 ~ expected options but found the end of the statement",
        "() ~ 42601 ~ expected FORMAT, HEADER, DELIMITER, NULL, QUOTE, ESCAPE, SKIP, ENCODING, FORCE_NULL, FORCE_NOT_NULL, FORCE_QUOTE or FREEZE but found \")\"",
        "(FORMAT csv) x ~ 42601 ~ expected the end of the statement but found \"x\""
      })
  void refusesWrongOptions(String options, String sqlState, String message) {
    DatastoreException error = SyntaxErrors.of("COPY t FROM STDIN " + options);
    assertThat(error.message()).isEqualTo(message);
    assertThat(error.code().sqlState()).isEqualTo(sqlState);
    assertThat(error.position()).isGreaterThan("COPY t FROM STDIN ".length());
  }

  @Test
  void suggestsTheNearestOption() {
    assertThat(SyntaxErrors.hintOf("COPY t FROM STDIN (DELIMTER ',')"))
        .isEqualTo("Did you mean DELIMITER?");
    assertThat(SyntaxErrors.hintOf("COPY t FROM STDIN HEADR")).isEqualTo("Did you mean HEADER?");
  }
}
