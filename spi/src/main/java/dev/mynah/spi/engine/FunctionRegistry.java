// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.TableFunction;
import java.util.List;

/**
 * The functions of ours that the engine calls by internal names.
 *
 * <p>Installing and retiring take effect at once and for every session; they belong to no
 * transaction and are lost when the engine closes. What users call is published over them with
 * {@link #publication} in a transaction.
 */
public interface FunctionRegistry {
  /** Makes the function callable; one of the same name and types is replaced. */
  void install(ScalarFunction function);

  /** Makes the rows readable as {@code FROM name()}; one of the same name is replaced. */
  void install(TableFunction function);

  /** Frees what the function holds; a call of it then fails. */
  void retire(ScalarFunction function);

  /**
   * Returns the statements, to be run in order in one transaction, that make or replace the
   * function users call.
   */
  List<String> publication(FunctionPublication publication);

  /** Returns the statement that takes the published function away. */
  String withdrawal(String schema, String name);
}
