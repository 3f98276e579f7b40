// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;

/** Statements about a session: its transaction and its settings. */
public sealed interface SessionStatement extends Statement {
  /** {@code BEGIN [WORK | TRANSACTION] [mode, ...]}, {@code START TRANSACTION [mode, ...]}. */
  record Begin(TransactionModes modes) implements SessionStatement {}

  /**
   * {@code {COMMIT | END} [WORK | TRANSACTION] [AND [NO] CHAIN]}.
   *
   * @param chain whether the next transaction begins at once
   */
  record Commit(boolean chain) implements SessionStatement {}

  /**
   * {@code {ROLLBACK | ABORT} [WORK | TRANSACTION] [AND [NO] CHAIN]}.
   *
   * @param chain whether the next transaction begins at once
   */
  record Rollback(boolean chain) implements SessionStatement {}

  /** {@code SAVEPOINT name}. */
  record Savepoint(String name) implements SessionStatement {}

  /** {@code RELEASE [SAVEPOINT] name}. */
  record ReleaseSavepoint(String name) implements SessionStatement {}

  /** {@code ROLLBACK [WORK | TRANSACTION] TO [SAVEPOINT] name}. */
  record RollbackTo(String savepoint) implements SessionStatement {}

  /**
   * {@code SET [SESSION | LOCAL] name {TO | =} {value, ... | DEFAULT}}, and PostgreSQL's other
   * words for it: {@code SET TIME ZONE}, {@code SET NAMES}, {@code SET SCHEMA}, {@code SET ROLE},
   * {@code SET SESSION AUTHORIZATION}.
   *
   * @param local whether it holds until the transaction ends
   * @param name in lower case, as SHOW takes it
   * @param values texts without quotes; empty means DEFAULT
   */
  record SetSetting(boolean local, String name, List<String> values) implements SessionStatement {
    public SetSetting {
      values = List.copyOf(values);
    }
  }

  /** {@code SET TRANSACTION mode, ...}: for the transaction under way. */
  record SetTransaction(TransactionModes modes) implements SessionStatement {}

  /** {@code SET SESSION CHARACTERISTICS AS TRANSACTION mode, ...}: for later transactions. */
  record SetSessionCharacteristics(TransactionModes modes) implements SessionStatement {}

  /** {@code RESET name}, the name in lower case. */
  record ResetSetting(String name) implements SessionStatement {}

  /** {@code RESET ALL}. */
  record ResetAllSettings() implements SessionStatement {}

  /** {@code SHOW name}, the name in lower case. */
  record ShowSetting(String name) implements SessionStatement {}

  /** {@code SHOW ALL}. */
  record ShowAllSettings() implements SessionStatement {}

  /** {@code DISCARD {ALL | PLANS | SEQUENCES | TEMP}}. */
  record Discard(Discarded what) implements SessionStatement {}

  /** What DISCARD forgets. */
  enum Discarded {
    ALL,
    PLANS,
    SEQUENCES,
    TEMP
  }
}
