// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.engine.FunctionPublication;
import dev.mynah.spi.engine.FunctionRegistry;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import dev.mynah.spi.function.TableFunction;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * Registers Java functions with DuckDB, always on a connection that commits by itself, since a
 * registration belongs to the transaction of its connection.
 */
final class DuckDbFunctionRegistry implements FunctionRegistry {
  private final DuckDBConnection connection;
  private final Map<String, Signature> installed = new ConcurrentHashMap<>();
  private final Map<String, FunctionPublication> published = new ConcurrentHashMap<>();

  DuckDbFunctionRegistry(DuckDBConnection connection) {
    this.connection = connection;
  }

  @Override
  public synchronized void install(ScalarFunction function) {
    Signature signature = function.signature();
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder.withName(signature.name());
      for (Column parameter : signature.parameters()) {
        builder.withParameter(TypeMapping.registered(parameter.type()));
      }
      builder.withReturnType(TypeMapping.registered(signature.result()));
      if (signature.volatility() == Signature.Volatility.VOLATILE) {
        builder.withVolatile();
      }
      builder.withVectorizedFunction((arguments, result) -> apply(function, arguments, result));
      builder.register(connection);
    } catch (SQLException e) {
      throw failure("function \"%s\" could not be installed".formatted(signature.name()), e);
    }
    installed.put(signature.name(), signature);
  }

  private static void apply(
      ScalarFunction function, DuckDBDataChunkReader arguments, DuckDBWritableVector result) {
    try {
      function.apply(
          new ChunkBatch(arguments, function.signature().parameters()), new VectorWriter(result));
    } catch (DatastoreException e) {
      throw FunctionError.of(e);
    }
  }

  @Override
  public synchronized void install(TableFunction function) {
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(function.name());
      builder.withFunction(new TableFunctionScan(function));
      builder.register(connection);
    } catch (SQLException e) {
      throw failure("function \"%s\" could not be installed".formatted(function.name()), e);
    }
  }

  /** DuckDB cannot drop a Java function, so one that only fails takes its place. */
  @Override
  public void retire(ScalarFunction function) {
    install(new RetiredFunction(function.signature()));
    installed.remove(function.signature().name());
    published.remove(function.signature().name());
  }

  @Override
  public List<String> publication(FunctionPublication publication) {
    Signature signature = installed.get(publication.installedName());
    if (signature == null) {
      throw new IllegalArgumentException(publication.installedName() + " is not installed");
    }
    published.put(publication.installedName(), publication);
    return List.of(new MacroText(publication, signature).create());
  }

  @Override
  public String withdrawal(String schema, String name) {
    return MacroText.drop(schema, name);
  }

  /** Returns what users call the function of an internal name. */
  Optional<FunctionPublication> publicationOf(String installedName) {
    return Optional.ofNullable(published.get(installedName));
  }

  private static DatastoreException failure(String message, SQLException cause) {
    return new DatastoreException(ErrorCode.INTERNAL_ERROR, message).withCause(cause);
  }
}
