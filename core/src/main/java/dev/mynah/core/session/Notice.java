// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import java.util.Optional;

/** Something worth telling the client that is no error. */
public record Notice(
    Severity severity,
    String sqlState,
    String message,
    Optional<String> detail,
    Optional<String> hint) {
  /** PostgreSQL's words. */
  public enum Severity {
    NOTICE,
    WARNING,
    INFO
  }

  /** Makes a plain notice. */
  public static Notice of(String message) {
    return new Notice(Severity.NOTICE, "00000", message, Optional.empty(), Optional.empty());
  }

  /** Makes a plain warning. */
  public static Notice warning(String message) {
    return new Notice(Severity.WARNING, "01000", message, Optional.empty(), Optional.empty());
  }
}
