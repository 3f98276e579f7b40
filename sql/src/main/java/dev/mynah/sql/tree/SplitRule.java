// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;

/** How rows are parted into training, validation and test: what follows {@code SPLIT}. */
public sealed interface SplitRule {
  /** {@code AUTO}: chosen by what the data is. */
  record Auto() implements SplitRule {}

  /** {@code NONE}: every row trains. */
  record None() implements SplitRule {}

  /** {@code RANDOM}. */
  record Random() implements SplitRule {}

  /** {@code STRATIFIED}: each part has the same shares of the target's values. */
  record Stratified() implements SplitRule {}

  /** {@code BY TIME '(' column ')'}: the latest rows test. */
  record ByTime(Name column) implements SplitRule {}

  /** {@code BY GROUP '(' column, ... ')'}: rows with equal values stay together. */
  record ByGroup(List<Name> columns) implements SplitRule {
    public ByGroup {
      columns = List.copyOf(columns);
    }
  }

  /** {@code BY COLUMN '(' column ')'}: the column names each row's part. */
  record ByColumn(Name column) implements SplitRule {}
}
