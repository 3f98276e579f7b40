// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.Token;

/** What is said of forms that the engine would ignore or do otherwise. */
final class Refusals {
  private Refusals() {}

  static DatastoreException notSupported(String what, Token token) {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "%s is not supported yet".formatted(what))
        .withPosition(token.start() + 1);
  }
}
