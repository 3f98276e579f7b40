// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.function;

import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;

/**
 * A function from the rows of a batch to one value per row, usable anywhere in SQL.
 *
 * <p>Engines call {@link #apply} from several threads at once, on threads that come and go, so
 * implementations hold no mutable state and use no ThreadLocal. Arguments and result are valid only
 * during the call and must not be kept. NULL arguments do arrive. A {@link
 * dev.mynah.spi.error.DatastoreException} thrown here reaches the client with its fields.
 */
public interface ScalarFunction {
  Signature signature();

  void apply(ColumnBatch arguments, ColumnWriter result);
}
