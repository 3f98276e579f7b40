// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

/** Opens an engine; found with {@link java.util.ServiceLoader}. */
public interface EngineFactory {
  /** The engine's name in settings: {@code duckdb}. */
  String name();

  /** Opens the engine, creating its files when there are none. */
  Engine open(EngineOptions options);
}
