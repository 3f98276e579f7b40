// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

/** Where a session stands with its transaction block. */
public enum TransactionState {
  /** No block is open: each statement commits by itself. */
  IDLE,
  /** A BEGIN block is open. */
  IN_BLOCK,
  /** A statement of the block failed: everything but COMMIT and ROLLBACK is refused. */
  FAILED
}
