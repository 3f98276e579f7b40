// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Where the sequences stood at a moment. Sequences go on whatever becomes of a transaction. */
record SequencePositions(List<Position> positions) {
  private static final String QUERY =
      "SELECT schema_name, sequence_name, start_value::VARCHAR, increment_by::VARCHAR,"
          + " last_value::VARCHAR FROM duckdb_sequences() ORDER BY ALL";

  /** No sequence is looked at. */
  static final SequencePositions NONE = new SequencePositions(List.of());

  /**
   * Where one sequence stood.
   *
   * @param last the value it gave last; empty when it has given none
   */
  record Position(String schema, String name, long start, long increment, OptionalLong last) {
    /** Returns the value it gives next. */
    long next() {
      return last.isPresent() ? Math.addExact(last.getAsLong(), increment) : start;
    }

    Position taken(long value) {
      return new Position(schema, name, start, increment, OptionalLong.of(value));
    }

    boolean isSame(Position other) {
      return schema.equals(other.schema) && name.equals(other.name);
    }

    /** Tells whether this is further than the other, in the sequence's own direction. */
    boolean isAfter(Position other) {
      if (last.isEmpty()) {
        return false;
      }
      return other.last.isEmpty()
          || (increment > 0
              ? last.getAsLong() > other.last.getAsLong()
              : last.getAsLong() < other.last.getAsLong());
    }
  }

  SequencePositions {
    positions = List.copyOf(positions);
  }

  static SequencePositions read(EngineSession engine) {
    List<Position> positions = new ArrayList<>();
    for (List<String> row : EngineTexts.read(engine, QUERY)) {
      positions.add(
          new Position(
              row.get(0),
              row.get(1),
              Long.parseLong(row.get(2)),
              Long.parseLong(row.get(3)),
              row.get(4).isEmpty()
                  ? OptionalLong.empty()
                  : OptionalLong.of(Long.parseLong(row.get(4)))));
    }
    return new SequencePositions(positions);
  }

  /** Moves sequences that were made again on to where they stood. */
  void catchUp(EngineSession engine) {
    SequencePositions now = read(engine);
    for (Position wanted : positions) {
      for (Position actual : now.positions) {
        if (wanted.isSame(actual) && wanted.isAfter(actual)) {
          String name = Identifiers.quote(wanted.schema(), wanted.name());
          engine.execute(
              "SELECT setval(%s, %d)"
                  .formatted(Identifiers.literal(name), wanted.last().getAsLong()));
        }
      }
    }
  }
}
