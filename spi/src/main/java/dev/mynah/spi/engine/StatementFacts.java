// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

import java.util.Set;

/**
 * What a statement touches, as the engine has bound it: names resolved, views and macros expanded,
 * before anything is optimised away.
 *
 * @param reads every table whose rows it looks at
 * @param functions in lower case, what it calls, defaults of columns among it; perhaps other words
 *     too, and not what constant rows call, such as those of VALUES
 */
public record StatementFacts(Set<RelationName> reads, Set<String> functions) {
  public StatementFacts {
    reads = Set.copyOf(reads);
    functions = Set.copyOf(functions);
  }
}
