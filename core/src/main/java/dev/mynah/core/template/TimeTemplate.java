// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A template of dates and times, cut into what it names and what stands between. */
final class TimeTemplate {
  /**
   * A piece of a template.
   *
   * @param field null for a text that is printed as it is
   * @param written the field as the template writes it, or the text
   * @param isShort whether FM forbids blanks and leading zeros
   * @param suffix TH or th, which makes an ordinal number, or nothing
   */
  record Part(@Nullable TimeField field, String written, boolean isShort, String suffix) {}

  private final String template;
  private final List<Part> parts = new ArrayList<>();
  private int at;

  private TimeTemplate(String template) {
    this.template = template;
  }

  static List<Part> parse(String template) {
    TimeTemplate reader = new TimeTemplate(template);
    while (reader.at < template.length()) {
      reader.part();
    }
    return reader.parts;
  }

  private void part() {
    boolean isShort = takes("FM");
    if (takes("TM") || takes("FX")) {
      return;
    }
    if (at < template.length() && template.charAt(at) == '"') {
      quoted();
      return;
    }
    TimeField field = at < template.length() ? fieldHere() : null;
    if (field == null) {
      if (at < template.length()) {
        text(template.substring(at, ++at));
      }
      return;
    }
    String written = template.substring(at, at + lengthOf(field));
    at += written.length();
    String suffix = "";
    if (field.digits() > 0 && template.regionMatches(true, at, "TH", 0, 2)) {
      suffix = template.substring(at, at + 2);
      at += 2;
    }
    parts.add(new Part(field, written, isShort, suffix));
  }

  private @Nullable TimeField fieldHere() {
    if (hasPoints("AM") || hasPoints("PM") || hasPoints("AD") || hasPoints("BC")) {
      return TimeField.valueOf(
          template.substring(at, at + 1).toUpperCase(Locale.ROOT)
              + template.substring(at + 2, at + 3).toUpperCase(Locale.ROOT));
    }
    return TimeField.at(template, at);
  }

  /** A.M. and the like. */
  private boolean hasPoints(String word) {
    return template.regionMatches(
        true, at, word.charAt(0) + "." + word.charAt(1) + ".", 0, 2 * word.length());
  }

  private int lengthOf(TimeField field) {
    return template.regionMatches(true, at, field.name(), 0, field.name().length())
        ? field.name().length()
        : 2 * field.name().length();
  }

  private boolean takes(String prefix) {
    if (template.regionMatches(true, at, prefix, 0, prefix.length())) {
      at += prefix.length();
      return true;
    }
    return false;
  }

  private void quoted() {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < template.length() && template.charAt(at) != '"') {
      if (template.charAt(at) == '\\' && at + 1 < template.length()) {
        at++;
      }
      text.append(template.charAt(at++));
    }
    at++;
    text(text.toString());
  }

  private void text(String text) {
    parts.add(new Part(null, text, false, ""));
  }
}
