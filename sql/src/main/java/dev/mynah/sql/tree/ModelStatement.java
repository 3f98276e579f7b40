// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Statements about models. */
public sealed interface ModelStatement extends Statement {
  /**
   * {@code CREATE [OR REPLACE] MODEL [IF NOT EXISTS] name [FROM source] [TARGET column] [FUNCTION
   * function ['(' type, ... ')']] [RETURNS type] clause...}.
   *
   * @param returns the type as written
   * @param clauses in the order written, each kind at most once
   */
  record CreateModel(
      boolean orReplace,
      boolean ifNotExists,
      QualifiedName name,
      ModelSource source,
      Optional<Name> target,
      Optional<FunctionClause> function,
      Optional<String> returns,
      List<ModelClause> clauses)
      implements ModelStatement {
    public CreateModel {
      clauses = List.copyOf(clauses);
    }

    /** Returns the clause of this kind, if it was written. */
    public <C extends ModelClause> Optional<C> clause(Class<C> kind) {
      return clauses.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
  }

  /** {@code SHOW MODEL name [VERSION n]}. */
  record ShowModel(QualifiedName name, OptionalInt version) implements ModelStatement {}

  /** {@code SHOW MODEL ALL}. */
  record ShowModels() implements ModelStatement {}

  /** {@code DROP MODEL [IF EXISTS] name [VERSION n]}. */
  record DropModel(boolean ifExists, QualifiedName name, OptionalInt version)
      implements ModelStatement {}

  /**
   * {@code EVALUATE MODEL name [VERSION n] ON '(' query ')'}.
   *
   * @param query what stands between the parentheses, as written
   * @param queryPosition the first character of the query in the statement, from 1
   */
  record EvaluateModel(QualifiedName name, OptionalInt version, String query, int queryPosition)
      implements ModelStatement {}

  /**
   * {@code EXPORT MODEL name [VERSION n] TO 'file' AS {ONNX | XGBOOST}}.
   *
   * @param filePosition the first character of the file's name in the statement, from 1
   */
  record ExportModel(
      QualifiedName name, OptionalInt version, String file, int filePosition, ModelFormat format)
      implements ModelStatement {}

  /** Formats of other programs. */
  enum ModelFormat {
    ONNX,
    XGBOOST
  }
}
