// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.rewrite.Rewriting.Step;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sequences behind a table's SERIAL and IDENTITY columns. */
final class OwnedSequences {
  private static final int MAX_NUMBERED = 1_000;

  private final QualifiedName table;
  private final boolean isTemporary;
  private final Relations relations;
  private final List<Step> definitions = new ArrayList<>();

  OwnedSequences(QualifiedName table, boolean isTemporary, Relations relations) {
    this.table = table;
    this.isTemporary = isTemporary;
    this.relations = relations;
  }

  boolean isEmpty() {
    return definitions.isEmpty();
  }

  /** Returns what makes the sequences. */
  List<Step> definitions() {
    return definitions;
  }

  /**
   * Adds the sequence of a column and returns what counts with it.
   *
   * @param type of the column, in which all numbers fit
   * @param options of CREATE SEQUENCE, perhaps none
   * @param comment what kind of column it is, kept with the sequence, which it marks as the table's
   */
  String valueFor(String column, String type, String options, String comment) {
    String name = nameFor(column);
    definitions.add(
        Step.own(
            "CREATE %sSEQUENCE %s %s%s"
                .formatted(isTemporary ? "TEMPORARY " : "", name, options, limit(type, options))
                .strip()));
    definitions.add(
        Step.own("COMMENT ON SEQUENCE %s IS %s".formatted(name, Identifiers.literal(comment))));
    return "nextval(%s)".formatted(Identifiers.literal(name));
  }

  /** What counts up ends with the last number that the column takes. */
  private static String limit(String type, String options) {
    if (options.contains("-") || options.toLowerCase(Locale.ROOT).contains("maxvalue")) {
      return "";
    }
    String limit =
        switch (type) {
          case "smallint", "int2" -> "MAXVALUE 32767";
          case "integer", "int", "int4" -> "MAXVALUE 2147483647";
          default -> "";
        };
    return options.isEmpty() ? limit : ' ' + limit;
  }

  /** Returns a free name, by PostgreSQL's rule: table, column, seq, and a number if it is taken. */
  private String nameFor(String column) {
    String schema = table.schema().orElseGet(relations::currentSchema);
    String base = "%s_%s_seq".formatted(table.name(), column);
    String name = base;
    for (int number = 1;
        number < MAX_NUMBERED
            && relations.exists(Relations.Kind.SEQUENCE, QualifiedName.of(schema, name));
        number++) {
      name = base + number;
    }
    return isTemporary ? Identifiers.quote(name) : Identifiers.quote(schema, name);
  }
}
