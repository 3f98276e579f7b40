// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The statements of {@code door.txt} and who may say each. */
final class DoorTable {
  /** What stands for a call whose function and tables are both checked. */
  private static final String CALL = "{f}";

  /** What stands for a call of which only the function is checked, until it is used. */
  private static final String LATER = "{f later}";

  /** Who may say a statement. */
  enum Access {
    EVERYONE,
    GRANTED,
    OWNER,
    SUPERUSER,
    NOBODY,
    UNSUPPORTED
  }

  /**
   * One statement, or several that make one try.
   *
   * @param grants what is granted to the user who is no owner
   * @param alone whether it does not run in a block
   */
  record Row(Access access, List<String> grants, String text, boolean alone) {
    Row {
      grants = List.copyOf(grants);
    }

    /** Returns the text with this call in it. */
    String with(String call) {
      return text.replace(CALL, call).replace(LATER, call);
    }

    boolean takesCall() {
      return text.contains(CALL) || readsLater();
    }

    boolean readsLater() {
      return text.contains(LATER);
    }
  }

  private DoorTable() {}

  static List<Row> read() throws IOException {
    List<Row> rows = new ArrayList<>();
    String head = "";
    for (String line : text().split("\n", -1)) {
      if (line.startsWith("[")) {
        head = line.substring(1, line.indexOf(']'));
      } else if (!line.startsWith("#") && !line.isEmpty()) {
        rows.add(row(head, line));
      }
    }
    return rows;
  }

  private static Row row(String head, String line) {
    boolean alone = line.startsWith("!");
    String[] words = head.split(" ", 2);
    List<String> grants = words.length == 1 ? List.of() : List.of(words[1].split("; ", -1));
    return new Row(
        Access.valueOf(words[0].toUpperCase(Locale.ROOT)),
        grants,
        alone ? line.substring(1) : line,
        alone);
  }

  private static String text() throws IOException {
    try (InputStream in = DoorTable.class.getResourceAsStream("door.txt")) {
      if (in == null) {
        throw new IllegalStateException("door.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
