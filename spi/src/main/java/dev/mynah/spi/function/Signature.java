// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.function;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import java.util.List;
import java.util.Objects;

/**
 * The name and the types of a function.
 *
 * @param parameters in order; an engine converts arguments to these types as it would in an
 *     ordinary function call
 * @param result a type that a {@link dev.mynah.spi.data.ColumnWriter} can write
 */
public record Signature(
    String name, List<Column> parameters, DataType result, Volatility volatility) {
  public Signature {
    Objects.requireNonNull(name);
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(result);
    Objects.requireNonNull(volatility);
  }

  /** Whether equal arguments give equal results. */
  public enum Volatility {
    /** Equal arguments give equal results: an engine may call once and reuse. */
    IMMUTABLE,
    /** Each call may give another result. */
    VOLATILE
  }
}
