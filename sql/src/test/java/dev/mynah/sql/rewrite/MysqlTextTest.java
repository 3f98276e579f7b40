// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MysqlTextTest {
  private static String postgres(String text) {
    return MysqlText.toPostgres(text).apply();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      textBlock =
          """
          SELECT "a"                 | SELECT 'a'
          SELECT "it's"              | SELECT 'it''s'
          SELECT "say ""so\"""       | SELECT 'say "so"'
          SELECT 'it''s'             | SELECT 'it''s'
          SELECT 'it\\'s; "x" -- `y` | SELECT 'it\\'s; "x" -- `y`
          SELECT 'it\\'s'            | SELECT 'it''s'
          SELECT "a\\"b"             | SELECT 'a"b'
          SELECT 'C:\\\\x'           | SELECT 'C:\\x'
          LIKE '50\\%'               | LIKE '50\\%'
          SELECT `a b`, `c"d`        | SELECT "a b", "c""d"
          SELECT `a``b`              | SELECT "a`b"
          SELECT 1 # it's            | SELECT 1 -- it's
          SELECT 1 -- it's           | SELECT 1 -- it's
          SELECT 5--1                | SELECT 5- -1
          SELECT 6/2                 | SELECT 6/2
          /* a /* b */ SELECT "c"    | /* a  * b */ SELECT 'c'
          """)
  void writesQuotesAndCommentsAsPostgres(String mysql, String postgres) {
    assertThat(postgres(mysql)).isEqualTo(postgres);
  }

  @Test
  void controlCharactersOfEscapesAreDecoded() {
    assertThat(postgres("SELECT \"a\\n\\tb\\Z\"")).isEqualTo("SELECT 'a\n\tb\032'");
  }

  @Test
  void whatNeedsNothingIsTheSameObject() {
    String text = "SELECT a, 'b' FROM t WHERE c > 1 -- all\n";
    assertThat(postgres(text)).isSameAs(text);
  }

  @Test
  void aPlaceIsFoundInWhatTheClientWrote() {
    String mysql = "SELECT 'a\\'\\\\b', wrong";
    Edits edits = MysqlText.toPostgres(mysql);
    int position = edits.apply().indexOf("wrong") + 1;
    assertThat(edits.original(position)).isEqualTo(mysql.indexOf("wrong") + 1);
  }
}
