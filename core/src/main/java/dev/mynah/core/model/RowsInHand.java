// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.session.Caller;
import dev.mynah.ml.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * Rows that only the caller's session can see, read before the statement returns.
 *
 * @param training null when the job can read them
 * @param test null when the job can read them, or there are none
 */
record RowsInHand(@Nullable Dataset training, @Nullable Dataset test) {
  static final RowsInHand NONE = new RowsInHand(null, null);

  static RowsInHand of(ModelDefinition definition, Caller caller) {
    String testQuery = definition.testQuery().orElse(null);
    return new RowsInHand(
        TemporaryTables.readIfOwn(definition.query(), caller),
        testQuery == null ? null : TemporaryTables.readIfOwn(testQuery, caller));
  }
}
