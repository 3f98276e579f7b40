// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.json;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog's macros of jsonb call: an operation by its name, a document, an argument and a
 * value, all as texts. NULL among them gives NULL.
 */
public final class JsonFunction implements ScalarFunction {
  private static final List<Column> PARAMETERS =
      Stream.of("operation", "document", "argument", "value")
          .map(name -> new Column(name, DataType.TEXT))
          .toList();

  @Override
  public Signature signature() {
    return new Signature("_mynah_jsonb", PARAMETERS, DataType.TEXT, Signature.Volatility.IMMUTABLE);
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    for (int row = 0; row < arguments.rows(); row++) {
      String text = anyNull(arguments, row) ? null : run(arguments, row);
      if (text == null) {
        result.setNull(row);
      } else {
        result.setText(row, text);
      }
    }
  }

  private static @Nullable String run(ColumnBatch arguments, int row) {
    return JsonOperations.run(
        arguments.column(0).textAt(row),
        arguments.column(1).textAt(row),
        arguments.column(2).textAt(row),
        arguments.column(3).textAt(row));
  }

  private static boolean anyNull(ColumnBatch arguments, int row) {
    for (int column = 0; column < PARAMETERS.size(); column++) {
      if (arguments.column(column).isNull(row)) {
        return true;
      }
    }
    return false;
  }
}
