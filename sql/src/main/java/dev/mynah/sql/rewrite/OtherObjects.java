// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.rewrite.Rewriting.Step;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * DROP of functions, which have one definition for a name here, and of what PostgreSQL has and
 * cannot have been made here: IF EXISTS passes over it, as scripts expect that clean up first.
 */
final class OtherObjects {
  private static final Set<String> NEVER_MADE =
      Set.of(
          "AGGREGATE",
          "CAST",
          "COLLATION",
          "DOMAIN",
          "EVENT TRIGGER",
          "FOREIGN TABLE",
          "MATERIALIZED VIEW",
          "OPERATOR",
          "POLICY",
          "PROCEDURE",
          "PUBLICATION",
          "RULE",
          "STATISTICS",
          "SUBSCRIPTION");

  private OtherObjects() {}

  /** Tells whether a command drops something of these kinds. */
  static boolean drops(String command) {
    return command.startsWith("DROP ")
        && (isRoutine(command) || NEVER_MADE.contains(command.substring("DROP ".length())));
  }

  private static boolean isRoutine(String command) {
    return command.equals("DROP FUNCTION") || command.equals("DROP ROUTINE");
  }

  static Rewriting rewrite(
      EngineStatement statement, Words words, Edits edits, Relations relations) {
    String kind = statement.command().substring("DROP ".length()).toLowerCase(Locale.ROOT);
    int next = kind.split(" ", -1).length + 1;
    boolean ifExists = words.areWords(next, "if", "exists");
    int start = next + (ifExists ? 2 : 0);
    int afterName = words.afterName(start);
    if (afterName == start) {
      return Rewriter.single(statement, edits);
    }
    QualifiedName name = words.name(start, afterName);
    boolean isList = words.isSymbol(afterName, "(");
    int end = isList ? words.closing(afterName) : afterName - 1;
    if (isRoutine(statement.command())
        && !words.isSymbol(end + 1, ",")
        && relations.exists(Relations.Kind.FUNCTION, name)) {
      String drop = "DROP FUNCTION " + words.between(start, afterName - 1);
      return new Rewriting(statement, List.of(Step.asked(drop)), false, List.of(), edits);
    }
    String missing =
        "%s %s does not exist"
            .formatted(kind, isList ? words.between(start, end) : "\"" + name.name() + '"');
    if (!ifExists) {
      throw new DatastoreException(
          isList ? ErrorCode.UNDEFINED_FUNCTION : ErrorCode.UNDEFINED_OBJECT, missing);
    }
    return new Rewriting(
        statement, List.of(), false, List.of(RewriteNotice.skipped(missing)), edits);
  }
}
