// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;
import java.util.Optional;

/**
 * {@code FUNCTION name ['(' type, ... ')']}.
 *
 * @param types as written, such as {@code varchar(2048)} or {@code double precision}
 */
public record FunctionClause(QualifiedName name, Optional<List<String>> types) {
  public FunctionClause {
    types = types.map(List::copyOf);
  }
}
