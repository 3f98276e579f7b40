// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.server.cli.client.StatementException;
import org.junit.jupiter.api.Test;

/** The expected lines are those of psql 15, with our prefix. */
class ErrorReportTest {
  @Test
  void pointsAtThePlaceInItsLine() {
    assertThat(ErrorReport.of(error(16), "select 1,\n  nope", "f.sql:8: "))
        .isEqualTo(
            """
            f.sql:8: ERROR:  no
            LINE 2:   nope
                         ^\
            """);
  }

  @Test
  void countsCharactersNotUnitsOfTheirCode() {
    assertThat(ErrorReport.of(error(13), "select '𝄞', nope", ""))
        .isEqualTo(
            """
            ERROR:  no
            LINE 1: select '𝄞', nope
                                ^\
            """);
  }

  @Test
  void countsTheColumnsOfWideCharacters() {
    assertThat(ErrorReport.of(error(8), "select 日本, x", "").lines().toList())
        .endsWith("LINE 1: select 日本, x", " ".repeat(15) + "^");
    assertThat(ErrorReport.of(error(12), "select 日本, x", "").lines().toList())
        .endsWith(" ".repeat(8 + 11 + 2) + "^");
  }

  @Test
  void cutsALongLineOnTheRight() {
    String statement = "select nope, " + "a".repeat(100);
    assertThat(ErrorReport.of(error(8), statement, "").lines().toList())
        .endsWith("LINE 1: " + statement.substring(0, 60) + "...", " ".repeat(15) + "^");
  }

  @Test
  void cutsALongLineOnBothSides() {
    String statement = "a".repeat(100) + "nope" + "b".repeat(100);
    assertThat(ErrorReport.of(error(101), statement, "").lines().toList())
        .endsWith("LINE 1: ..." + statement.substring(50, 110) + "...", " ".repeat(11 + 50) + "^");
  }

  @Test
  void pointsBehindTheEnd() {
    assertThat(ErrorReport.of(error(7), "select", "").lines().toList())
        .endsWith("LINE 1: select", " ".repeat(14) + "^");
  }

  @Test
  void showsNoLineWithoutAPlace() {
    assertThat(ErrorReport.of(error(0), "select 1", "")).isEqualTo("ERROR:  no");
    assertThat(ErrorReport.of(error(99), "select 1", "")).isEqualTo("ERROR:  no");
  }

  @Test
  void endsWithDetailAndHint() {
    StatementException error =
        new StatementException("FATAL", "no", "Why.", "Do.", 0, new IllegalStateException());
    assertThat(ErrorReport.of(error, "", "")).isEqualTo("FATAL:  no\nDETAIL:  Why.\nHINT:  Do.");
  }

  @Test
  void countsTheLinesBeforeThePlace() {
    assertThat(ErrorReport.linesBefore(error(16), "select 1,\n  nope")).isEqualTo(1);
    assertThat(ErrorReport.linesBefore(error(0), "select 1,\n  nope")).isZero();
    assertThat(ErrorReport.linesBefore(error(99), "select 1,\n  nope")).isEqualTo(1);
  }

  private static StatementException error(int position) {
    return new StatementException("ERROR", "no", null, null, position, new IllegalStateException());
  }
}
