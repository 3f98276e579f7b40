// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "CREATE USER u PASSWORD 'hunter2' SUPERUSER ~ CREATE USER u PASSWORD '***' SUPERUSER",
        "alter role u with encrypted password E'hunter\\'2' ~ alter role u with encrypted password '***'",
        "CREATE USER u PASSWORD $x$hunter2$x$; SELECT 'a' ~ CREATE USER u PASSWORD '***'; SELECT 'a'",
        "CREATE USER u PASSWORD /* 'x' */ 'hunter2' ~ CREATE USER u PASSWORD /* 'x' */ '***'",
        "CREATE USER u PASSWORD hunter2! ~ CREATE USER u PASSWORD '***'",
        "CREATE USER u PASSWORD \"hunter2\" ~ CREATE USER u PASSWORD '***'",
        "CREATE CONNECTION c TO 'https://a/' USER 'id' IDENTIFIED BY 'hunter2' ~ CREATE CONNECTION c TO 'https://a/' USER 'id' IDENTIFIED BY '***'",
        "CREATE CONNECTION c TO 'https://a/' IDENTIFIED/**/BY \"hunter2\" ~ CREATE CONNECTION c TO 'https://a/' IDENTIFIED/**/BY '***'",
        "CREATE SECRET s (TYPE s3, KEY_ID 'id', SECRET 'hunter2') ~ CREATE SECRET s (TYPE s3, KEY_ID 'id', SECRET '***')",
        "CREATE EXTERNAL MODEL m SETTINGS (API_KEY 'hunter2', WAIT ON) ~ CREATE EXTERNAL MODEL m SETTINGS (API_KEY '***', WAIT ON)",
        "SET openai_api_key = 'hunter2' ~ SET openai_api_key = '***'",
        "SET session_token TO 'hunter2' ~ SET session_token TO '***'",
        "SELECT {'password': 'hunter2'} ~ SELECT {'password': '***'}",
        "garbage ) PASSWORD 'hunter2' ( ~ garbage ) PASSWORD '***' (",
        "CREATE USER u PASSWORD 'hunter2 ~ CREATE USER u PASSWORD '***'",
        "x ' PASSWORD 'hunter2' ~ x ' PASSWORD '***'",
        "/* PASSWORD 'hunter2' ~ /* PASSWORD '***'",
        "SELECT 1 -- CREATE USER u PASSWORD 'hunter2' ~ SELECT 1 /* *** */",
        "CREATE USER u PASSWORD 'hunter' 'hunter2' ~ CREATE USER u PASSWORD '***'",
        "CREATE CONNECTION c TO 'https://ann:hunter2@host/x' ~ CREATE CONNECTION c TO 'https://ann:***@host/x'",
        "CREATE CONNECTION c TO 'https://ann:hunt/hunter2@x@host' ~ CREATE CONNECTION c TO 'https://ann:***@host'",
        "CREATE CONNECTION c TO 'https://:hunter2@host ~ CREATE CONNECTION c TO 'https://:***@host",
        "SELECT 'https://host/?a=1&access_token=hunter2&b=2' ~ SELECT 'https://host/?a=1&access_token=***&b=2'",
        "SELECT 'jdbc:x://host;user=a;password=hunter2' ~ SELECT 'jdbc:x://host;user=a;password=***'"
      })
  void takesSecretsOut(String text, String expected) {
    assertThat(Redactor.redact(text).strip()).isEqualTo(expected).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT password FROM users WHERE name = 'bob'",
        "CREATE USER u PASSWORD NULL",
        "SELECT 'a', tokens FROM t",
        "SELECT secret FROM vault ORDER BY 1",
        "CREATE USER u PASSWORD $1",
        "CREATE CONNECTION c TO 'https://host:443/path?q=1'",
        ""
      })
  void leavesOtherTextsAlone(String text) {
    assertThat(Redactor.redact(text)).isEqualTo(text);
  }

  @Test
  void takesOutEverySecret() {
    assertThat(Redactor.redact("ALTER USER a PASSWORD 'x1'; ALTER USER b PASSWORD 'x2';"))
        .isEqualTo("ALTER USER a PASSWORD '***'; ALTER USER b PASSWORD '***';");
  }
}
