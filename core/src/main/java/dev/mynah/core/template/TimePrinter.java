// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.template;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.util.List;
import java.util.Locale;

/** Prints points in time and intervals by a template, as {@code to_char} does. */
final class TimePrinter {
  /** The longest names of months and days, to which shorter ones are filled up. */
  private static final int NAME_WIDTH = 9;

  private static final List<String> ROMAN =
      List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");

  private final TimeValue value;

  private TimePrinter(TimeValue value) {
    this.value = value;
  }

  static String print(TimeValue value, List<TimeTemplate.Part> template) {
    TimePrinter printer = new TimePrinter(value);
    StringBuilder out = new StringBuilder();
    for (TimeTemplate.Part part : template) {
      TimeField field = part.field();
      out.append(field == null ? part.written() : printer.text(field, part));
    }
    return out.toString();
  }

  private String text(TimeField field, TimeTemplate.Part part) {
    return switch (field) {
      case MONTH -> name(month().getDisplayName(TextStyle.FULL, Locale.ENGLISH), part);
      case MON -> name(month().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), part);
      case DAY -> name(weekday().getDisplayName(TextStyle.FULL, Locale.ENGLISH), part);
      case DY -> name(weekday().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), part);
      case RM -> {
        String roman = cased(ROMAN.get(month().getValue() - 1), part);
        yield part.isShort() ? roman : "%-4s".formatted(roman);
      }
      case AM, PM -> cased(value.hour() % 24 < 12 ? "AM" : "PM", part);
      case AD, BC -> cased(value.year() > 0 ? "AD" : "BC", part);
      case TZ -> value.offset().map(TimePrinter::zone).orElse("");
      case TZH -> "%+03d".formatted(offset().getTotalSeconds() / 3600);
      case TZM -> "%02d".formatted(Math.abs(offset().getTotalSeconds() / 60 % 60));
      case OF -> offsetText();
      default -> number(field, part);
    };
  }

  private String number(TimeField field, TimeTemplate.Part part) {
    long number = valueOf(field);
    boolean isFraction = field == TimeField.MS || field == TimeField.US || isFraction(field);
    String digits =
        (part.isShort() && !isFraction) || field == TimeField.SSSS || field == TimeField.SSSSS
            ? Long.toString(number)
            : padded(number, field.digits());
    return digits + ordinal(number, part.suffix());
  }

  private static String padded(long number, int digits) {
    String text = Long.toString(Math.abs(number));
    return (number < 0 ? "-" : "") + "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private static boolean isFraction(TimeField field) {
    return field.name().startsWith("FF");
  }

  private long valueOf(TimeField field) {
    return switch (field) {
      case HH24 -> value.hour();
      case HH, HH12 -> value.hour() % 12 == 0 ? 12 : value.hour() % 12;
      case MI -> value.minute();
      case SS -> value.second();
      case SSSS, SSSSS -> value.hour() * 3600 + value.minute() * 60L + value.second();
      case MS, FF3 -> value.micros() / 1_000;
      case US, FF6 -> value.micros();
      case FF1 -> value.micros() / 100_000;
      case FF2 -> value.micros() / 10_000;
      case FF4 -> value.micros() / 100;
      case FF5 -> value.micros() / 10;
      case YYYY -> year();
      case YYY -> year() % 1000;
      case YY -> year() % 100;
      case Y -> year() % 10;
      case MM -> value.month();
      case DD -> value.day();
      case IYYY -> isoYear();
      case IYY -> isoYear() % 1000;
      case IY -> isoYear() % 100;
      case I -> isoYear() % 10;
      case DDD -> date().getDayOfYear();
      case D -> weekday().getValue() % 7 + 1;
      case ID -> weekday().getValue();
      case IDDD -> (date().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) - 1) * 7L + weekday().getValue();
      case WW -> (date().getDayOfYear() - 1) / 7 + 1;
      case IW -> date().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case W -> (date().getDayOfMonth() - 1) / 7 + 1;
      case CC -> year() > 0 ? (year() - 1) / 100 + 1 : year() / 100 - 1;
      case J -> date().getLong(JulianFields.JULIAN_DAY);
      case Q -> date().get(IsoFields.QUARTER_OF_YEAR);
      default -> throw new IllegalStateException("no number: " + field);
    };
  }

  /** Years before Christ are counted from 1. */
  private int year() {
    return value.date().map(date -> date.get(ChronoField.YEAR_OF_ERA)).orElse(value.year());
  }

  private int isoYear() {
    return date().get(IsoFields.WEEK_BASED_YEAR);
  }

  private LocalDate date() {
    return value
        .date()
        .orElseThrow(() ->
            new DatastoreException(
                    ErrorCode.INVALID_DATETIME_FORMAT,
                    "invalid format specification for an interval value")
                .withHint("Intervals are not tied to specific calendar dates."));
  }

  private Month month() {
    return date().getMonth();
  }

  private DayOfWeek weekday() {
    return date().getDayOfWeek();
  }

  private ZoneOffset offset() {
    return value.offset().orElse(ZoneOffset.UTC);
  }

  private static String zone(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "UTC" : offset.getId();
  }

  private String offsetText() {
    int minutes = offset().getTotalSeconds() / 60;
    String hours = "%+03d".formatted(minutes / 60);
    return minutes % 60 == 0 ? hours : hours + ":%02d".formatted(Math.abs(minutes % 60));
  }

  private static String name(String name, TimeTemplate.Part part) {
    String cased = cased(name, part);
    boolean isLong = part.written().length() > 2 && part.field() != TimeField.MON;
    boolean isFilled = isLong && !part.isShort();
    return isFilled ? cased + " ".repeat(Math.max(0, NAME_WIDTH - name.length())) : cased;
  }

  private static String cased(String text, TimeTemplate.Part part) {
    String written = part.written();
    String pointed = written.contains(".") ? text.charAt(0) + "." + text.charAt(1) + "." : text;
    if (written.equals(written.toUpperCase(Locale.ROOT))) {
      return pointed.toUpperCase(Locale.ROOT);
    }
    return written.equals(written.toLowerCase(Locale.ROOT))
        ? pointed.toLowerCase(Locale.ROOT)
        : pointed;
  }

  /** Returns st, nd, rd or th behind a number, if the template wants it. */
  static String ordinal(long number, String suffix) {
    if (suffix.isEmpty()) {
      return "";
    }
    long last = Math.abs(number % 10);
    boolean isTeen = Math.abs(number / 10 % 10) == 1;
    String word =
        isTeen || last == 0 || last > 3 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd";
    return suffix.equals("TH") ? word.toUpperCase(Locale.ROOT) : word;
  }
}
