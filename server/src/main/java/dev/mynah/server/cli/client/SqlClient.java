// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.client;

import dev.mynah.core.session.TransactionState;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * A conversation with a datastore, wherever it runs. Used by one thread at a time, but for {@link
 * #cancel}. Notices go to a listener while the statement that causes them runs.
 */
public interface SqlClient extends AutoCloseable {
  /**
   * Runs statements and hands on their results in order.
   *
   * @throws StatementException when one fails; those after it are not run
   */
  void run(String statement, Consumer<ClientResult> results);

  /**
   * Runs a {@code COPY ... FROM STDIN} with the given rows and returns its command tag.
   *
   * @throws StatementException when a row is refused; none is stored then
   */
  String copy(String statement, InputStream rows);

  /** Stops the statement under way, from any thread; does nothing when there is none. */
  void cancel();

  /** Tells where the conversation stands with its transaction block. */
  TransactionState transactionState();

  @Override
  void close();
}
