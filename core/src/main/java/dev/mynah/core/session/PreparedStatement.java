// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
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

  @Override
  void close();
}
