// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The check of what a statement changes. */
final class WriteCheck {
  private static final Set<String> QUERIES =
      Set.of(
          "select",
          "from",
          "table",
          "pivot",
          "unpivot",
          "pivot_wider",
          "pivot_longer",
          "summarize");

  private final StatementCheck check;
  private final EngineStatement statement;
  private final List<Token> tokens;

  WriteCheck(StatementCheck check, EngineStatement statement) {
    this.check = check;
    this.statement = statement;
    this.tokens = statement.tokens();
  }

  /** COPY from a file and TRUNCATE read no table, and have no plan. */
  boolean readsNothing() {
    return statement.command().equals("COPY") || statement.command().equals("TRUNCATE TABLE");
  }

  /**
   * Fails unless the tables may be changed.
   *
   * @return those that the plan has for no other reason than that they are changed
   */
  Set<Securable> check() {
    List<WriteTargets.Target> targets = WriteTargets.of(tokens);
    if (targets.isEmpty()) {
      throw Denied.superuser("a write whose table cannot be told");
    }
    boolean reads = ReadsTarget.is(tokens);
    Set<Securable> unread = new HashSet<>();
    for (WriteTargets.Target target : targets) {
      target(check, target.name())
          .ifPresent(found -> {
            check.requireOwnNames(found);
            target.privileges().forEach(privilege -> check.require(privilege, found));
            if (reads) {
              check.require(Privilege.SELECT, found);
            } else if (isPlainChange() || isPlainInsert()) {
              unread.add(found);
            }
          });
    }
    return unread;
  }

  private boolean isPlainChange() {
    boolean update = tokens.getFirst().isWord("update");
    return (update || tokens.getFirst().isWord("delete"))
        && !has("select")
        && !(update && has("from"));
  }

  /** Its table is in the plan if it looks for conflicts. */
  private boolean isPlainInsert() {
    return tokens.getFirst().isWord("insert")
        && (has("conflict") || has("ignore"))
        && QUERIES.stream().noneMatch(this::has);
  }

  private boolean has(String word) {
    return check.says(word);
  }

  /**
   * Returns the table that a name means; empty for one that is temporary. What cannot be found
   * cannot be checked, so it is not left to the engine.
   */
  static Optional<Securable> target(StatementCheck check, List<String> name) {
    Optional<Securable> table = check.table(name);
    if (table.isEmpty() && !check.isTemporary(name)) {
      throw new DatastoreException(
          ErrorCode.UNDEFINED_TABLE,
          "relation \"%s\" does not exist".formatted(String.join(".", name)));
    }
    return table;
  }
}
