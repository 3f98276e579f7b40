// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

final class JsonLineFormatterTest {
  private final JsonLineFormatter formatter = new JsonLineFormatter();

  private static LogRecord logged(String message, Object... parameters) {
    LogRecord logged = new LogRecord(Level.WARNING, message);
    logged.setLoggerName("dev.mynah.test");
    logged.setInstant(Instant.parse("2024-02-29T12:30:45.123456Z"));
    logged.setParameters(parameters);
    return logged;
  }

  @Test
  void writesFieldsInOrderOnOneLine() {
    LogEvent event =
        LogEvent.named("slow")
            .with("rows", 5L)
            .with("ok", true)
            .with("text", "a\n\"b\" \u0001 \uD83D\uDC26");
    assertThat(formatter.format(logged("{0}", event)))
        .isEqualTo(
            "{\"time\":\"2024-02-29T12:30:45.123Z\",\"level\":\"WARNING\",\"event\":\"slow\","
                + "\"rows\":5,\"ok\":true,\"text\":\"a\\n\\\"b\\\" \\u0001 \uD83D\uDC26\"}\n");
  }

  @Test
  void writesOtherMessagesWithTheirLogger() {
    assertThat(formatter.format(logged("job {0} failed", 7)))
        .contains("\"event\":\"message\",\"logger\":\"dev.mynah.test\"")
        .contains("\"message\":\"job 7 failed\"");
  }

  @Test
  void takesSecretsOutOfTextsMessagesAndStacks() {
    LogRecord logged = logged("running CREATE USER a PASSWORD 'hush-hush'");
    logged.setThrown(new IllegalStateException("at ALTER USER a IDENTIFIED BY 'hush-hush'"));
    assertThat(formatter.format(logged))
        .contains("IllegalStateException", "PASSWORD '***'")
        .doesNotContain("hush");
    assertThat(
            formatter.format(
                logged("{0}", LogEvent.named("x").with("t", "SET api_key = 'hush-hush'"))))
        .doesNotContain("hush");
  }
}
