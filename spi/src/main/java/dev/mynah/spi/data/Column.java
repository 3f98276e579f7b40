// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.data;

import java.util.Objects;

/**
 * A named, typed column of a table or of a result.
 *
 * @param origin which column of a table a result's column is
 */
public record Column(String name, DataType type, Origin origin) {
  public Column {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(origin);
  }

  /** Makes a column of no known origin. */
  public Column(String name, DataType type) {
    this(name, type, Origin.NONE);
  }

  /** Returns this column as one of a table. */
  public Column from(Origin newOrigin) {
    return new Column(name, type, newOrigin);
  }

  /**
   * A column of a table or view, as the catalog numbers them.
   *
   * @param relation in {@code pg_class}; 0 for a column that is computed or of which nothing is
   *     known
   * @param number of the column in it, from 1; else 0
   */
  public record Origin(int relation, int number) {
    /** No column of a table. */
    public static final Origin NONE = new Origin(0, 0);
  }
}
