// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.template;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A template of numbers: digits, a point, separators, and where the sign stands. */
final class NumberTemplate {
  /** What a piece of a template stands for. */
  enum Kind {
    NINE,
    ZERO,
    POINT,
    GROUP,
    SIGN,
    MINUS,
    PLUS,
    EITHER,
    BRACKETS,
    ORDINAL,
    CURRENCY,
    TEXT
  }

  /**
   * A piece of a template.
   *
   * @param text what is printed as it is, or how the end of an ordinal number is written
   */
  record Part(Kind kind, String text) {}

  private final List<Part> parts = new ArrayList<>();
  private boolean isShort;
  private int before;
  private int after;

  private NumberTemplate() {}

  static NumberTemplate parse(String template) {
    NumberTemplate parsed = new NumberTemplate();
    int at = 0;
    while (at < template.length()) {
      at += parsed.part(template, at);
    }
    return parsed;
  }

  /** Adds the piece that begins here, and returns its length. */
  private int part(String template, int at) {
    String two =
        template.substring(at, Math.min(template.length(), at + 2)).toUpperCase(Locale.ROOT);
    return switch (two) {
      case "FM" -> {
        isShort = true;
        yield 2;
      }
      case "MI" -> add(Kind.MINUS, 2);
      case "PL" -> add(Kind.PLUS, 2);
      case "SG" -> add(Kind.EITHER, 2);
      case "PR" -> add(Kind.BRACKETS, 2);
      case "TH" -> text(Kind.ORDINAL, template.substring(at, at + 2), 2);
      case "EE", "RN" -> throw notSupported(two.equals("EE") ? "EEEE" : "RN");
      default -> character(template, at);
    };
  }

  private int character(String template, int at) {
    return switch (Character.toUpperCase(template.charAt(at))) {
      case '9' -> digit(Kind.NINE);
      case '0' -> digit(Kind.ZERO);
      case '.', 'D' -> add(Kind.POINT, 1);
      case ',', 'G' -> add(Kind.GROUP, 1);
      case 'S' -> add(Kind.SIGN, 1);
      case 'L' -> add(Kind.CURRENCY, 1);
      case 'V' -> throw notSupported("V");
      case '"' -> {
        int quote = template.indexOf('"', at + 1);
        int end = quote < 0 ? template.length() : quote;
        int next = Math.min(template.length(), end + 1);
        yield text(Kind.TEXT, template.substring(at + 1, end), next - at);
      }
      default -> text(Kind.TEXT, template.substring(at, at + 1), 1);
    };
  }

  private int digit(Kind kind) {
    if (has(Kind.POINT)) {
      after++;
    } else {
      before++;
    }
    return add(kind, 1);
  }

  private int text(Kind kind, String text, int length) {
    parts.add(new Part(kind, text));
    return length;
  }

  private int add(Kind kind, int length) {
    parts.add(new Part(kind, ""));
    return length;
  }

  private static DatastoreException notSupported(String pattern) {
    return new DatastoreException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "the pattern \"%s\" of numbers is not supported yet".formatted(pattern));
  }

  boolean has(Kind kind) {
    return parts.stream().anyMatch(part -> part.kind == kind);
  }

  List<Part> parts() {
    return parts;
  }

  boolean isShort() {
    return isShort;
  }

  /** How many digits stand before the point. */
  int before() {
    return before;
  }

  /** Prints a number; where it has more digits than the template, each is a {@code #}. */
  String print(BigDecimal number) {
    BigDecimal rounded = number.abs().setScale(after, RoundingMode.HALF_UP);
    boolean isNegative = number.signum() < 0 && rounded.signum() != 0;
    String plain = rounded.toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String fraction = point < 0 ? "" : plain.substring(point + 1);
    if (whole.equals("0") && (after > 0 || before == 0)) {
      whole = "";
    }
    boolean fits = whole.length() <= before;
    return new NumberPrinter(
            this,
            fits ? whole : "#".repeat(before),
            fits ? fraction : "#".repeat(after),
            isNegative)
        .print();
  }

  /** Reads a number, as {@code to_number} does: separators and other signs are passed over. */
  static String read(String text) {
    StringBuilder digits = new StringBuilder();
    boolean isNegative = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (Character.isDigit(c) || (c == '.' && digits.indexOf(".") < 0)) {
        digits.append(c);
      } else if (c == '-' || c == '<') {
        isNegative = true;
      }
    }
    if (digits.isEmpty() || digits.toString().equals(".")) {
      throw new DatastoreException(
          ErrorCode.INVALID_TEXT_REPRESENTATION,
          "invalid input syntax for type numeric: \"%s\"".formatted(text));
    }
    return isNegative ? "-" + digits : digits.toString();
  }
}
