// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.data;

import java.util.Objects;

/** A named, typed column of a table or of a result. */
public record Column(String name, DataType type) {
  public Column {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
  }
}
