// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that was bound and can run many times, one run at a time. */
public interface PreparedQuery extends AutoCloseable {
  /** The text that was bound. */
  String statement();

  /** The type of each parameter; {@link DataType#UNKNOWN} where the engine cannot tell. */
  List<DataType> parameterTypes();

  /** The columns of its rows; empty for a statement that returns none. */
  List<Column> columns();

  /**
   * Starts it.
   *
   * @param parameters one a parameter: null, Boolean, Long, Double, BigDecimal, String, byte[],
   *     LocalDate, LocalTime, LocalDateTime, OffsetDateTime
   */
  RunningQuery run(List<? extends @Nullable Object> parameters);

  @Override
  void close();
}
