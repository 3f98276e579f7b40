// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.template;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's functions of templates call; they themselves are macros of the catalog. */
public final class TemplateFunctions {
  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

  private TemplateFunctions() {}

  /** Returns the functions to install. */
  public static List<ScalarFunction> all() {
    return List.of(
        new TextFunction(
            "_mynah_to_char", List.of("value", "type", "template"), TemplateFunctions::print),
        new ToTimestamp(),
        new TextFunction(
            "_mynah_to_number",
            List.of("value", "template"),
            (arguments, row) -> NumberTemplate.read(text(arguments, 0, row))),
        new TextFunction(
            "_mynah_regexp_match",
            List.of("value", "pattern", "flags"),
            TemplateFunctions::groups));
  }

  /** Answers one row, of which no argument is NULL. */
  private interface RowAnswer {
    @Nullable String of(ColumnBatch arguments, int row);
  }

  /** A function of texts that answers with one: NULL of a NULL, and where there is no answer. */
  private record TextFunction(String name, List<String> arguments, RowAnswer answer)
      implements ScalarFunction {
    @Override
    public Signature signature() {
      return signatureOf(name, DataType.TEXT, arguments.toArray(String[]::new));
    }

    @Override
    public void apply(ColumnBatch batch, ColumnWriter result) {
      for (int row = 0; row < batch.rows(); row++) {
        String text = anyNull(batch, row) ? null : answer.of(batch, row);
        if (text == null) {
          result.setNull(row);
        } else {
          result.setText(row, text);
        }
      }
    }
  }

  /**
   * {@code to_char}: a value as the engine prints it, the engine's name of its type, a template.
   */
  private static @Nullable String print(ColumnBatch arguments, int row) {
    String value = text(arguments, 0, row);
    String type = text(arguments, 1, row);
    String template = text(arguments, 2, row);
    boolean isTime = type.startsWith("DATE") || type.startsWith("TIME") || type.equals("INTERVAL");
    if (isTime) {
      return TimeValue.parse(type, value)
          .map(time -> TimePrinter.print(time, TimeTemplate.parse(template)))
          .orElse(null);
    }
    try {
      return NumberTemplate.parse(template).print(new BigDecimal(value));
    } catch (NumberFormatException e) {
      throw new DatastoreException(
              ErrorCode.UNDEFINED_FUNCTION, "to_char takes a number, a date or a time")
          .withHint("Cast the value to its type.");
    }
  }

  /** {@code to_timestamp(text, template)} without a zone. */
  private static final class ToTimestamp implements ScalarFunction {
    @Override
    public Signature signature() {
      return signatureOf("_mynah_to_timestamp", DataType.TIMESTAMP, "value", "template");
    }

    @Override
    public void apply(ColumnBatch arguments, ColumnWriter result) {
      for (int row = 0; row < arguments.rows(); row++) {
        if (anyNull(arguments, row)) {
          result.setNull(row);
        } else {
          LocalDateTime time =
              TimeReader.read(text(arguments, 0, row), TimeTemplate.parse(text(arguments, 1, row)));
          result.setLong(row, ChronoUnit.MICROS.between(EPOCH, time));
        }
      }
    }
  }

  /** {@code regexp_match(text, pattern, flags)}, its groups as a list in the engine's text form. */
  private static @Nullable String groups(ColumnBatch arguments, int row) {
    int flags = text(arguments, 2, row).contains("i") ? Pattern.CASE_INSENSITIVE : 0;
    try {
      Matcher found =
          Pattern.compile(text(arguments, 1, row), flags).matcher(text(arguments, 0, row));
      if (!found.find()) {
        return null;
      }
      int first = found.groupCount() == 0 ? 0 : 1;
      return IntStream.rangeClosed(first, found.groupCount())
          .mapToObj(group -> element(found.group(group)))
          .collect(Collectors.joining(", ", "[", "]"));
    } catch (PatternSyntaxException e) {
      throw new DatastoreException(
          ErrorCode.INVALID_PARAMETER_VALUE,
          "invalid regular expression: " + e.getDescription().toLowerCase(Locale.ROOT));
    }
  }

  private static String element(@Nullable String text) {
    return text == null ? "NULL" : '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
  }

  private static Signature signatureOf(String name, DataType result, String... parameters) {
    return new Signature(
        name,
        List.of(parameters).stream().map(p -> new Column(p, DataType.TEXT)).toList(),
        result,
        Signature.Volatility.IMMUTABLE);
  }

  private static boolean anyNull(ColumnBatch arguments, int row) {
    for (int index = 0; index < arguments.columns(); index++) {
      if (arguments.column(index).isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private static String text(ColumnBatch arguments, int column, int row) {
    return arguments.column(column).textAt(row);
  }
}
