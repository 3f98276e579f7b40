// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.server.cli.csv.CsvFile.Column;
import dev.mynah.spi.error.DatastoreException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void findsTheNarrowestTypeOfEachColumn() throws IOException {
    CsvFile file =
        inspect(
            """
            id,price,day,moment,active,name
            1,2.50,2024-02-29,2024-02-29 12:00:00,true,Ann
            -2,3,2023-01-01,2023-01-01T00:00:00.5,FALSE,Bob
            """);
    assertThat(file.header()).isTrue();
    assertThat(file.columns())
        .containsExactly(
            new Column("id", "BIGINT"),
            new Column("price", "DOUBLE"),
            new Column("day", "DATE"),
            new Column("moment", "TIMESTAMP"),
            new Column("active", "BOOLEAN"),
            new Column("name", "VARCHAR"));
  }

  @Test
  void takesEmptyFieldsAsNullOfAnyType() throws IOException {
    assertThat(inspect("a,b\n1,\n,2.5\n").columns())
        .containsExactly(new Column("a", "BIGINT"), new Column("b", "DOUBLE"));
  }

  @Test
  void takesAnEmptyTextInQuotesAsText() throws IOException {
    assertThat(inspect("a\n\"\"\n1\n").columns()).containsExactly(new Column("a", "VARCHAR"));
  }

  @Test
  void keepsCodesWithLeadingZerosAndVeryLongNumbersAsText() throws IOException {
    assertThat(inspect("zip,id\n01067,12345678901234567890\n10115,1\n").columns())
        .containsExactly(new Column("zip", "VARCHAR"), new Column("id", "VARCHAR"));
  }

  @Test
  void takesNoDayThatTheCalendarLacks() throws IOException {
    assertThat(inspect("d\n2023-02-29\n").columns()).containsExactly(new Column("d", "VARCHAR"));
  }

  @Test
  void findsTheDelimiterThatPartsEveryLineAlike() throws IOException {
    CsvFile file = inspect("name;price\n\"Smith; Ann\";1,5\nBob;2,0\n");
    assertThat(file.delimiter()).isEqualTo(';');
    assertThat(file.columns()).extracting(Column::name).containsExactly("name", "price");
  }

  @Test
  void keepsLinesAndDoubledQuotesInsideQuotes() throws IOException {
    CsvFile file = inspect("a,b\r\n\"one\r\ntwo, \"\"three\"\"\",4\r\n");
    assertThat(file.columns())
        .containsExactly(new Column("a", "VARCHAR"), new Column("b", "BIGINT"));
  }

  @Test
  void numbersTheColumnsOfAFileWithoutHeader() throws IOException {
    CsvFile file = inspect("1,Ann\n2,Bob\n");
    assertThat(file.header()).isFalse();
    assertThat(file.columns())
        .containsExactly(new Column("column1", "BIGINT"), new Column("column2", "VARCHAR"));
  }

  @Test
  void givesEveryColumnANameOfItsOwn() throws IOException {
    assertThat(inspect(",a,A,a\n0,1,2,3\n").columns())
        .extracting(Column::name)
        .containsExactly("column1", "a", "A_1", "a_2");
  }

  @Test
  void leavesOutTheByteOrderMark() throws IOException {
    CsvFile file = inspect("\uFEFFa,b\n1,2\n");
    assertThat(file.columns()).extracting(Column::name).containsExactly("a", "b");
    assertThat(file.open().readAllBytes()).startsWith('a', ',', 'b');
  }

  @Test
  void makesTheStatementsThatLoadIt() throws IOException {
    CsvFile file = inspect("id;first name\n1;Ann\n");
    assertThat(file.createTable("\"t\""))
        .isEqualTo("CREATE TABLE \"t\" (\"id\" BIGINT, \"first name\" VARCHAR)");
    assertThat(file.copy("\"t\""))
        .isEqualTo("COPY \"t\" FROM STDIN (FORMAT csv, HEADER true, DELIMITER ';')");
  }

  @Test
  void namesATableAfterTheFile() {
    assertThat(CsvFile.tableName(Path.of("/x/Telco-Churn.data.csv"))).isEqualTo("telco_churn");
    assertThat(CsvFile.tableName(Path.of("2024.csv"))).isEqualTo("_2024");
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    assertThatThrownBy(() -> CsvFile.inspect(folder.resolve("none.csv")))
        .isInstanceOf(DatastoreException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> inspect(""))
        .isInstanceOf(DatastoreException.class)
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> inspect("name\nJosé\n", StandardCharsets.ISO_8859_1))
        .isInstanceOf(DatastoreException.class)
        .hasMessageContaining("is not UTF-8");
    assertThatThrownBy(() -> CsvFile.inspect(folder))
        .isInstanceOf(DatastoreException.class)
        .hasMessageContaining("could not be read");
  }

  private CsvFile inspect(String text) throws IOException {
    return inspect(text, StandardCharsets.UTF_8);
  }

  private CsvFile inspect(String text, Charset charset) throws IOException {
    return CsvFile.inspect(Files.writeString(folder.resolve("file.csv"), text, charset));
  }
}
