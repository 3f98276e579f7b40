// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that a session has prepared and can run many times. */
public interface PreparedStatement extends AutoCloseable {
  /** The type of each parameter; {@link DataType#UNKNOWN} takes a text. */
  List<DataType> parameterTypes();

  /** The columns of its rows; empty when it returns none. */
  Optional<List<Column>> columns();

  /**
   * Runs it.
   *
   * @param parameters as {@link dev.mynah.spi.engine.PreparedQuery#run} takes them
   */
  StatementResult run(List<? extends @Nullable Object> parameters);

  /**
   * Tells whether it is a plain INSERT of one row, so that {@link #runSome} may take many at once.
   */
  default boolean isRepeatable() {
    return false;
  }

  /**
   * Runs a repeatable statement for some of the lists of parameters, from the first on, with the
   * same result as one by one.
   *
   * @param rows at least one
   * @return how many were run: at least one, unless the first has failed
   */
  default Repeated runSome(List<? extends List<? extends @Nullable Object>> rows) {
    try {
      run(rows.getFirst()).close();
      return new Repeated(1, Optional.empty());
    } catch (DatastoreException e) {
      return new Repeated(0, Optional.of(e));
    }
  }

  /**
   * How far {@link #runSome} came.
   *
   * @param done how many were run before one failed
   */
  record Repeated(int done, Optional<DatastoreException> error) {}

  @Override
  void close();
}
