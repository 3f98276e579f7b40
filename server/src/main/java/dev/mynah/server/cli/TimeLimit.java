// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time as options give it: {@code 500ms}, {@code 2s}, {@code 1min}, or {@code off}.
 *
 * @param duration empty when off
 */
record TimeLimit(Optional<Duration> duration) {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|min)");

  static TimeLimit off() {
    return new TimeLimit(Optional.empty());
  }

  /** Reads a time, for the parser of options. */
  static final class Converter implements ITypeConverter<TimeLimit> {
    @Override
    public TimeLimit convert(String value) {
      if (value.equals("off")) {
        return off();
      }
      Matcher matcher = TIME.matcher(value);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'%s' is no time: give 500ms, 2s, 1min or off".formatted(value));
      }
      long number = Long.parseLong(String.valueOf(matcher.group(1)));
      return new TimeLimit(
          Optional.of(
              switch (String.valueOf(matcher.group(2))) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
              }));
    }
  }
}
