// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.RefreshRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the rule after {@code REFRESH}. */
final class RefreshReader {
  private static final List<String> RULES = List.of("ON", "EVERY", "CRON");
  private static final List<String> EVENTS = List.of("DEMAND", "CHANGE", "DRIFT");
  private static final Pattern CRON_FIELDS =
      Pattern.compile("[\\w*/,?-]{1,100}(?: +[\\w*/,?-]{1,100}){4}");

  private final TokenCursor cursor;

  RefreshReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  RefreshRule rule() {
    return switch (cursor.expectOneOf(RULES)) {
      case "EVERY" -> new RefreshRule.Every(IntervalReader.interval(cursor, "the interval"));
      case "CRON" -> cron();
      default -> onEvent();
    };
  }

  private RefreshRule cron() {
    int position = cursor.position();
    String expression = cursor.string("a schedule").strip();
    if (!CRON_FIELDS.matcher(expression).matches()) {
      throw cursor
          .error("\"%s\" is not a schedule of five fields".formatted(expression), position)
          .withHint("The fields are minute, hour, day of month, month and day of week.");
    }
    return new RefreshRule.Cron(expression);
  }

  private RefreshRule onEvent() {
    return switch (cursor.expectOneOf(EVENTS)) {
      case "DEMAND" -> new RefreshRule.OnDemand();
      case "CHANGE" -> onChange();
      default ->
          new RefreshRule.OnDrift(NumberReader.above(cursor, "the drift", 0, Double.MAX_VALUE));
    };
  }

  private RefreshRule onChange() {
    double percent = NumberReader.above(cursor, "the percentage", 0, Double.MAX_VALUE);
    cursor.expect("percent");
    Optional<Duration> atMost =
        cursor.take("at", "most", "every")
            ? Optional.of(IntervalReader.interval(cursor, "the interval"))
            : Optional.empty();
    return new RefreshRule.OnChange(percent, atMost);
  }
}
