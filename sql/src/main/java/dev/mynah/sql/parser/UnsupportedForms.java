// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.UnsupportedStatement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Statements that are known by their first words and cannot be carried out. */
final class UnsupportedForms {
  private static final Map<String, List<String[]>> BY_FIRST_WORD =
      List.of(
              "create transform",
              "create engineered table",
              "create prediction",
              "create endpoint",
              "create external model",
              "alter model",
              "alter transform",
              "alter engineered table",
              "drop transform",
              "drop engineered table",
              "drop prediction",
              "drop endpoint",
              "refresh model",
              "refresh transform",
              "refresh engineered table",
              "rollback model",
              "rollback prepared",
              "commit prepared",
              "export labels",
              "retry job",
              "record feedback",
              "purge history",
              "crawl",
              "teach transform",
              "generate labeling set",
              "estimate quality",
              "execute script",
              "show transform",
              "show lineage",
              "set constraints",
              "set transaction snapshot",
              "security label",
              "import foreign schema")
          .stream()
          .map(form -> form.split(" "))
          .collect(Collectors.groupingBy(words -> words[0]));

  private UnsupportedForms() {}

  /** Returns the statement if its first words are among them. */
  static Optional<UnsupportedStatement> match(TokenCursor cursor) {
    List<String[]> forms = BY_FIRST_WORD.getOrDefault(cursor.peek().value(), List.of());
    if (forms.isEmpty()) {
      return Optional.empty();
    }
    int start = cursor.index();
    int position = cursor.position();
    cursor.advance();
    cursor.take("or", "replace");
    Optional<UnsupportedStatement> found =
        forms.stream()
            .filter(form -> cursor.at(Arrays.copyOfRange(form, 1, form.length)))
            .findFirst()
            .map(form -> String.join(" ", form).toUpperCase(Locale.ROOT))
            .map(name -> new UnsupportedStatement(name, position));
    cursor.moveTo(start);
    return found;
  }
}
