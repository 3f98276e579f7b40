// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import dev.mynah.spi.data.DataType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client's conversation with the datastore. Used by one thread at a time, but for {@link
 * #cancel} and {@link #abandon}; closing it rolls back what is open and leaves jobs running.
 *
 * <p>While a {@link StatementResult} is open, the session may run other statements: what the engine
 * still holds of it is read into memory first, or spooled to disk.
 */
public interface Session extends AutoCloseable {
  /** A number that no other session of this datastore has. */
  long id();

  TransactionState transactionState();

  /**
   * Starts a simple query: its statements run in order as they are asked for, as one implicit
   * transaction when there are several.
   */
  Script script(String text);

  /**
   * Prepares one statement.
   *
   * @param parameterTypes what the client says of the first parameters; {@link DataType#UNKNOWN} or
   *     absent where the engine is to find out
   */
  PreparedStatement prepare(String text, List<DataType> parameterTypes);

  /**
   * Ends the implicit transaction of an extended-protocol series: called at each Sync. Does nothing
   * inside a BEGIN block.
   */
  void sync();

  /** Says who keeps the statements that the client prepares by its protocol. */
  void share(ClientStatements statementsOfProtocol);

  /** Says who is to be told what other sessions say on channels; without one, LISTEN is refused. */
  void receiveNotifications(NotificationReceiver receiver);

  /** Returns what others have said since the last call, in order; from any thread. */
  List<Notification> takeNotifications();

  /** Stops the statement under way, from any thread; does nothing when there is none. */
  void cancel();

  /**
   * Stops the statement under way because nobody waits for it any more, from any thread. Unlike
   * {@link #cancel}, leaves a job running that the statement only waits for.
   */
  void abandon();

  /**
   * Fails the transaction under way for an error found outside the session, such as a parameter
   * that cannot be read: a BEGIN block becomes {@link TransactionState#FAILED}, what an implicit
   * transaction did is undone. Does nothing without a transaction.
   */
  void fail();

  /** Settings that clients are told at start and after each change, such as {@code TimeZone}. */
  Map<String, String> reportedSettings();

  @Override
  void close();

  /** The statements of one simple query. */
  interface Script extends AutoCloseable {
    /**
     * Runs the next statement; null after the last. When one fails, its exception is thrown, the
     * rest is not run, and an implicit transaction is rolled back. The result before is closed.
     */
    @Nullable StatementResult next();

    @Override
    void close();
  }
}
