// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;

/**
 * A text laid out for a terminal.
 *
 * @param lines as printed: tabs as blanks up to the next eighth column, other control characters
 *     escaped
 */
record Cell(List<Line> lines) {
  private static final int TAB_WIDTH = 8;

  Cell {
    lines = List.copyOf(lines);
  }

  /**
   * One line of a text.
   *
   * @param width how many columns of a terminal it takes
   */
  record Line(String text, int width) {}

  static Cell of(String text) {
    List<Line> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int width = 0;
    for (int index = 0; index < text.length(); ) {
      int character = text.codePointAt(index);
      index += Character.charCount(character);
      if (character == '\n') {
        lines.add(new Line(line.toString(), width));
        line.setLength(0);
        width = 0;
      } else {
        width += append(character, width, line);
      }
    }
    lines.add(new Line(line.toString(), width));
    return new Cell(lines);
  }

  /** Appends a character as it is printed and returns how many columns it takes. */
  private static int append(int character, int column, StringBuilder out) {
    if (character == '\t') {
      int width = TAB_WIDTH - column % TAB_WIDTH;
      out.append(" ".repeat(width));
      return width;
    }
    if (character == '\r') {
      out.append("\\r");
      return 2;
    }
    if (Character.isISOControl(character)) {
      String escaped =
          character < ' ' || character == 0x7f
              ? String.format(Locale.ROOT, "\\x%02X", character)
              : String.format(Locale.ROOT, "\\u%04X", character);
      out.append(escaped);
      return escaped.length();
    }
    out.appendCodePoint(character);
    return Math.max(0, WCWidth.wcwidth(character));
  }

  /** Returns how many columns of a terminal the widest line takes. */
  int width() {
    return lines.stream().mapToInt(Line::width).max().orElse(0);
  }

  boolean isMultiline() {
    return lines.size() > 1;
  }
}
