// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import java.util.List;
import java.util.Optional;

/**
 * A function that users call by name, made over an installed one.
 *
 * <p>It takes the parameters one by one, or one row {@code f(t)} whose columns are matched to them
 * by name; a row function of a single parameter takes the value, and a row only where the argument
 * names a table.
 *
 * @param parameters of the installed function, in order
 * @param extra a last parameter that is not a column of the row, such as a class label
 * @param result the type users see; the installed function's result is cast to it
 */
public record FunctionPublication(
    String schema,
    String name,
    String installedName,
    List<Column> parameters,
    Optional<Column> extra,
    DataType result) {
  public FunctionPublication {
    parameters = List.copyOf(parameters);
  }
}
