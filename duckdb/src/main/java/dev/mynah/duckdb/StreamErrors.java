// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;

/**
 * Asks whether a stream of chunks has ended because of an error.
 *
 * <p>The driver answers "no more chunks" to both, and keeps what would tell them apart to its own
 * package; without it an error after the first chunks would be a result with too few rows.
 */
final class StreamErrors {
  private static final MethodHandle CHECK = check();

  private StreamErrors() {}

  private static MethodHandle check() {
    try {
      return MethodHandles.privateLookupIn(DuckDBChunkedResult.class, MethodHandles.lookup())
          .findVirtual(DuckDBChunkedResult.class, "checkError", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of DuckDB's driver hides errors", e);
    }
  }

  /** Fails if the stream, which has no more chunks, was ended by an error. */
  static void check(DuckDBChunkedResult ended) throws SQLException {
    try {
      CHECK.invokeExact(ended);
    } catch (SQLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
