// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;

/** A function whose use is counted. */
record CountedFunction(ScalarFunction counted, FunctionUse use) implements ScalarFunction {
  @Override
  public Signature signature() {
    return counted.signature();
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    long start = System.nanoTime();
    counted.apply(arguments, result);
    use.add(arguments.rows(), System.nanoTime() - start);
  }
}
