// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatementKindTest {
  @ParameterizedTest
  @CsvSource({
    "select 1,SELECT",
    "' /* x */ -- y\n ((WITH a AS (SELECT 1) SELECT 2))',SELECT",
    "insert into t values (1),INSERT",
    "CREATE MODEL m,DEFINE",
    "rollback,TRANSACTION",
    "SHOW ALL,SETTING",
    "TRAIN,OTHER",
    "/* open,OTHER",
    "'',OTHER",
    "1 + 1,OTHER"
  })
  void isFoundByTheFirstWord(String text, StatementKind kind) {
    assertThat(StatementKind.of(text)).isEqualTo(kind);
  }
}
