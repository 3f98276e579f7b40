// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import dev.mynah.spi.engine.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded statement, asked about something that both servers have: what was recorded has the
 * numbers and names of objects of the server on which it was recorded.
 */
record Question(RecordedStatement statement, Subject subject) {
  /** The numbers of users' objects on the recorded server. */
  private static final Pattern NUMBER = Pattern.compile("\\b16[34]\\d\\d\\b");

  private static final String RELATIONS = "customers|orders|v_orders";

  /** Names as psql writes patterns, in quotes, and as names. */
  private static final Pattern NAMES =
      Pattern.compile(
          "\\^\\((?<pattern>%1$s|sales)\\)\\$|'(?<literal>%1$s|sales)'|\\b(?<name>%1$s)\\b(?!\\.)"
              .formatted(RELATIONS));

  /** A parameter, and the column that it is compared with. */
  private static final Pattern PARAMETER =
      Pattern.compile("(?:(\\w+)\"?\\s*(?:=|LIKE|>)\\s*)?\\$\\d+");

  private static final Pattern INSERTED = Pattern.compile("(?is)insert into jt\\((.*?)\\).*");

  /** Whether the statement asks for one object, and can be asked for others. */
  static boolean isAboutOne(RecordedStatement statement) {
    String text = statement.text();
    return NUMBER.matcher(text).find()
        || NAMES.matcher(text).find()
        || text.contains("relname = $")
        || text.contains("relname LIKE $")
        || text.contains("oid = $")
        || text.contains("typname = $");
  }

  /** Returns the statement with the subject in the place of what was recorded. */
  String text(ObjectNumbers numbers) {
    String relation = numbers.number("relation " + subject.schema() + "." + subject.name());
    String text = NUMBER.matcher(statement.text()).replaceAll(relation);
    return NAMES.matcher(text).replaceAll(found -> Matcher.quoteReplacement(named(found)));
  }

  private String named(MatchResult found) {
    String recorded = found.group().replaceAll("\\W", "");
    String name = recorded.equals("sales") ? subject.schema() : subject.name();
    if (found.group().startsWith("^")) {
      return "^(" + name.replaceAll("[^\\p{L}\\p{N}_ ]", "\\\\$0").replace("'", "''") + ")$";
    }
    if (found.group().startsWith("'")) {
      return Identifiers.literal(recorded.equals("sales") ? name : subject.quoted());
    }
    return subject.quoted();
  }

  /** Returns the values of its parameters. */
  List<String> parameters(ObjectNumbers numbers) {
    Matcher inserted = INSERTED.matcher(statement.text());
    List<String> values = new ArrayList<>();
    if (inserted.matches()) {
      for (String column : inserted.group(1).split(",", -1)) {
        values.add(sample(column.strip()));
      }
      return values;
    }
    Matcher parameter = PARAMETER.matcher(statement.text());
    while (!statement.text().startsWith("prepare") && parameter.find()) {
      String column = parameter.group(1) == null ? "" : parameter.group(1);
      values.add(
          switch (column.toLowerCase(Locale.ROOT)) {
            case "nspname" -> subject.schema();
            case "relname", "typname" -> subject.name();
            case "oid" -> numbers.number("type " + subject.schema() + "." + subject.name());
            case "attname", "proname" -> "%";
            default -> sample(column);
          });
    }
    return values;
  }

  /** Returns a value for a column of the table that pgjdbc's suite makes. */
  private static String sample(String column) {
    return switch (column) {
      case "t" -> "it's";
      case "b" -> "true";
      case "dt" -> "2024-02-29";
      case "tm" -> "12:34:56.789";
      case "ts" -> "2024-02-29 12:34:56.789";
      case "tz" -> "2024-02-29 12:34:56.789+02";
      case "u" -> "0f8fad5b-d9cb-469f-a165-70867728950e";
      case "by" -> "\\x00ff";
      case "j" -> "{\"a\": 1}";
      case "arr" -> "{1,NULL,3}";
      default -> "2";
    };
  }
}
