// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a UUID: 32 hexadecimal digits, hyphens after any four, braces around it. */
final class UuidText {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{4}(-?[0-9a-f]{4}){7}");

  private UuidText() {}

  /** Returns it in lower case with the usual hyphens. */
  static String parse(String text) {
    String bare = text.toLowerCase(Locale.ROOT);
    if (bare.startsWith("{") && bare.endsWith("}")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    if (!DIGITS.matcher(bare).matches()) {
      throw InputErrors.syntax("uuid", text);
    }
    return hyphenate(bare.replace("-", ""));
  }

  static String hyphenate(String digits) {
    return String.join(
        "-",
        digits.substring(0, 8),
        digits.substring(8, 12),
        digits.substring(12, 16),
        digits.substring(16, 20),
        digits.substring(20));
  }
}
