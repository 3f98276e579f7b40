// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.Optional;

/**
 * {@code [ISOLATION LEVEL level] [READ WRITE | READ ONLY] [[NOT] DEFERRABLE]}; what is absent was
 * not said.
 */
public record TransactionModes(
    Optional<IsolationLevel> isolation, Optional<Access> access, Optional<Boolean> deferrable) {
  /** Nothing was said. */
  public static final TransactionModes NONE =
      new TransactionModes(Optional.empty(), Optional.empty(), Optional.empty());

  /** PostgreSQL's isolation levels. */
  public enum IsolationLevel {
    READ_UNCOMMITTED("read uncommitted"),
    READ_COMMITTED("read committed"),
    REPEATABLE_READ("repeatable read"),
    SERIALIZABLE("serializable");

    private final String text;

    IsolationLevel(String text) {
      this.text = text;
    }

    /** Returns the words as the setting {@code transaction_isolation} has them. */
    public String text() {
      return text;
    }
  }

  /** Whether a transaction may write. */
  public enum Access {
    READ_WRITE,
    READ_ONLY
  }
}
