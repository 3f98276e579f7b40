// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

/** Is told what becomes of the engine's transactions of a session's blocks. */
public interface TransactionListener {
  /** A transaction begins; the one before it, if any, has ended. */
  void begins();

  /** What the transaction did is kept. */
  void committed();

  /** What the transaction did is undone. */
  void undone();

  /** The engine was opened again, without what sessions had there. */
  void engineOpenedAgain();
}
