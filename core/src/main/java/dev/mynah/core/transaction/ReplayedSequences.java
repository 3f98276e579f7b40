// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.core.transaction.SequencePositions.Position;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives a statement that is run again the values that its sequences gave it the first time, while
 * the sequences themselves go on. Stands in for {@code nextval} during a replay. Thread-safe.
 */
public final class ReplayedSequences implements ScalarFunction {
  private static final String NAME = "_mynah_replayed_nextval";

  private final Map<Long, List<Position>> replays = new ConcurrentHashMap<>();

  @Override
  public Signature signature() {
    return new Signature(
        NAME,
        List.of(new Column("session", DataType.BIGINT), new Column("name", DataType.TEXT)),
        DataType.BIGINT,
        Signature.Volatility.VOLATILE);
  }

  /** Returns the macro that makes a session's statements call this. */
  static String macro(long session) {
    return "CREATE TEMP MACRO nextval(name) AS %s(%d, name)".formatted(NAME, session);
  }

  static String dropMacro() {
    return "DROP MACRO temp.nextval";
  }

  /** Puts a session's sequences where they stood. */
  void set(long session, SequencePositions positions) {
    replays.put(session, new ArrayList<>(positions.positions()));
  }

  /** Returns where the session's sequences stand now, and forgets them. */
  SequencePositions end(long session) {
    List<Position> positions = replays.remove(session);
    return positions == null ? SequencePositions.NONE : new SequencePositions(positions);
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    ColumnVector session = arguments.column(0);
    ColumnVector name = arguments.column(1);
    for (int row = 0; row < arguments.rows(); row++) {
      if (session.isNull(row) || name.isNull(row)) {
        result.setNull(row);
      } else {
        result.setLong(row, next(session.longAt(row), name.textAt(row)));
      }
    }
  }

  private long next(long session, String name) {
    List<Position> positions = replays.get(session);
    if (positions == null) {
      throw unknown(name);
    }
    synchronized (positions) {
      int found = -1;
      for (int index = 0; index < positions.size(); index++) {
        if (isNamed(positions.get(index), name)) {
          if (found >= 0) {
            throw unknown(name);
          }
          found = index;
        }
      }
      if (found < 0) {
        throw unknown(name);
      }
      long value = positions.get(found).next();
      positions.set(found, positions.get(found).taken(value));
      return value;
    }
  }

  private static boolean isNamed(Position position, String name) {
    String[] parts = name.replace("\"", "").split("\\.", -1);
    return parts[parts.length - 1].equalsIgnoreCase(position.name())
        && (parts.length < 2 || parts[parts.length - 2].equalsIgnoreCase(position.schema()));
  }

  private static DatastoreException unknown(String name) {
    return new DatastoreException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "the values of sequence \"%s\" cannot be repeated".formatted(name));
  }
}
