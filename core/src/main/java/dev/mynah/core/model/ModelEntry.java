// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.sql.tree.QualifiedName;
import java.util.Optional;

/**
 * A model in the catalog.
 *
 * @param defaultVersion the version whose function answers; empty before the first
 * @param function the function of the default version, or of the latest when there is none
 */
record ModelEntry(
    long id,
    String schema,
    String name,
    String state,
    Optional<Long> defaultVersion,
    Optional<QualifiedName> function,
    Optional<String> error) {
  static final String TRAINING = "TRAINING";
  static final String READY = "READY";
  static final String FAILED = "FAILED";
}
