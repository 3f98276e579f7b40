// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

/** A transaction under way. Closing it before {@link #commit} rolls it back. */
public interface Transaction extends AutoCloseable {
  /** Makes everything durable, or fails and leaves nothing. */
  void commit();

  /** Undoes everything; does nothing when the transaction has ended. */
  void rollback();

  @Override
  default void close() {
    rollback();
  }
}
