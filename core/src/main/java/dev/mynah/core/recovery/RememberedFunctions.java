// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.recovery;

import dev.mynah.spi.engine.FunctionPublication;
import dev.mynah.spi.engine.FunctionRegistry;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.TableFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions of an engine, remembered so that the engine can be given them again when it has
 * been opened anew. What users call stands in the database itself.
 */
final class RememberedFunctions implements FunctionRegistry {
  private final Map<String, ScalarFunction> scalars = new LinkedHashMap<>();
  private final Map<String, TableFunction> tables = new LinkedHashMap<>();
  private final Map<String, FunctionPublication> publications = new LinkedHashMap<>();
  private FunctionRegistry registry;

  RememberedFunctions(FunctionRegistry registry) {
    this.registry = registry;
  }

  /** Gives another engine all functions, and goes on with it. */
  synchronized void installInto(FunctionRegistry next) {
    registry = next;
    tables.values().forEach(next::install);
    scalars.values().forEach(next::install);
    // The statements are not wanted: only what errors call these functions.
    publications.values().forEach(next::publication);
  }

  @Override
  public synchronized void install(ScalarFunction function) {
    registry.install(function);
    scalars.put(function.signature().name(), function);
  }

  @Override
  public synchronized void install(TableFunction function) {
    registry.install(function);
    tables.put(function.name(), function);
  }

  @Override
  public synchronized void retire(ScalarFunction function) {
    registry.retire(function);
    scalars.remove(function.signature().name());
    publications.remove(function.signature().name());
  }

  @Override
  public synchronized List<String> publication(FunctionPublication publication) {
    List<String> statements = registry.publication(publication);
    publications.put(publication.installedName(), publication);
    return statements;
  }

  @Override
  public synchronized String withdrawal(String schema, String name) {
    return registry.withdrawal(schema, name);
  }
}
