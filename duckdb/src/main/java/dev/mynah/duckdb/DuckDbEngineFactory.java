// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineFactory;
import dev.mynah.spi.engine.EngineOptions;

/** Opens DuckDB. */
public final class DuckDbEngineFactory implements EngineFactory {
  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public Engine open(EngineOptions options) {
    return DuckDbEngine.open(options);
  }
}
