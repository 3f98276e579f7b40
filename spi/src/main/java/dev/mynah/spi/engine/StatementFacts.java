// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

import java.util.Set;

/**
 * What a statement touches, as the engine has bound it: names resolved, views and macros expanded,
 * before anything is optimised away.
 *
 * @param reads every table whose rows it looks at
 */
public record StatementFacts(Set<RelationName> reads) {
  public StatementFacts {
    reads = Set.copyOf(reads);
  }
}
