// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;

/** Takes the place of a function that is gone, and says so when it is called. */
record RetiredFunction(Signature signature) implements ScalarFunction {
  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    throw new DatastoreException(
            ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
            "the model of this function has been dropped")
        .withHint("Run the statement again.");
  }
}
