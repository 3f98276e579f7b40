// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;
import java.util.Optional;

/**
 * A statement that the engine understands, or nobody does.
 *
 * @param text as written, without the semicolon
 * @param command what PostgreSQL's command tag begins with, such as {@code INSERT}; {@code CREATE
 *     TABLE AS} for a table made from a query, which PostgreSQL answers with {@code SELECT n}
 * @param target the relation that is written or defined; empty when there is none, and when its
 *     name has a foreign catalog, so that a write without target must be looked at closely
 * @param tokens of the text, without comments
 */
public record EngineStatement(
    String text,
    StatementKind kind,
    String command,
    Optional<QualifiedName> target,
    List<Token> tokens)
    implements Statement {
  public EngineStatement {
    tokens = List.copyOf(tokens);
  }
}
