// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;

/**
 * The error of a result whose chunks have come to an end. {@link DuckDBChunkedResult#nextChunk}
 * says of a statement that fails after its first rows only that there are no more of them; the
 * driver knows why, but keeps the method that asks to itself.
 */
final class StreamError {
  private static final MethodHandle CHECK = check();

  private StreamError() {}

  private static MethodHandle check() {
    try {
      return MethodHandles.privateLookupIn(DuckDBChunkedResult.class, MethodHandles.lookup())
          .findVirtual(DuckDBChunkedResult.class, "checkError", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Fails if the result ended because its statement failed. */
  static void check(DuckDBChunkedResult result) throws SQLException {
    try {
      CHECK.invokeExact(result);
    } catch (SQLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
