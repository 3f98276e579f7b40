// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where an engine keeps its data and what it may use.
 *
 * @param database the database file; empty for a database in memory that ends with the engine
 * @param catalog the file of PostgreSQL's catalog: made when it is missing, else only read; empty
 *     for one in memory
 * @param temporaryFolder where what does not fit in memory is spilled
 * @param readableFolders the only folders whose files SQL may name
 * @param memoryLimitBytes what the engine may allocate outside the Java heap
 * @param threads how many threads a statement may use
 * @param spillLimitBytes how large what is spilled may become
 * @param faultFile for tests: when this file appears, the next statement deletes it and fails as
 *     after an internal fault; empty for never
 */
public record EngineOptions(
    Optional<Path> database,
    Optional<Path> catalog,
    Path temporaryFolder,
    List<Path> readableFolders,
    long memoryLimitBytes,
    int threads,
    long spillLimitBytes,
    Optional<Path> faultFile) {
  private static final long DEFAULT_SPILL_LIMIT = 16L << 30;

  /** Makes options with a usual limit of what is spilled. */
  public EngineOptions(
      Optional<Path> database,
      Path temporaryFolder,
      List<Path> readableFolders,
      long memoryLimitBytes,
      int threads) {
    this(
        database,
        Optional.empty(),
        temporaryFolder,
        readableFolders,
        memoryLimitBytes,
        threads,
        DEFAULT_SPILL_LIMIT,
        Optional.empty());
  }

  public EngineOptions {
    readableFolders = List.copyOf(readableFolders);
    if (memoryLimitBytes < 1) {
      throw new IllegalArgumentException("memoryLimitBytes: " + memoryLimitBytes);
    }
    if (spillLimitBytes < 1) {
      throw new IllegalArgumentException("spillLimitBytes: " + spillLimitBytes);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads);
    }
  }
}
