// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.function;

import dev.mynah.spi.data.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of live state, such as jobs under way, that SQL reads like a table. */
public interface TableFunction {
  String name();

  List<Column> columns();

  /**
   * Returns the rows as they are now, each with one value a column of the classes that {@link
   * dev.mynah.spi.data.ValueVector} takes. Called on an engine's thread at the start of each scan.
   */
  List<List<@Nullable Object>> rows();
}
