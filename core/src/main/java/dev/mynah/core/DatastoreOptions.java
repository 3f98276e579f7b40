// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a datastore keeps its data and what it may use.
 *
 * @param folder the data folder; empty for a datastore in memory that ends with its process
 * @param budget what it may use of memory and disk; empty to go by the size of the machine
 * @param threads how many threads a statement may use
 * @param faultFile for tests: see {@link dev.mynah.spi.engine.EngineOptions#faultFile}
 */
public record DatastoreOptions(
    Optional<Path> folder, Optional<MemoryBudget> budget, int threads, Optional<Path> faultFile) {
  public DatastoreOptions {
    Objects.requireNonNull(folder);
  }

  /** Returns options for a datastore in memory, by the size of the machine. */
  public static DatastoreOptions inMemory() {
    return new DatastoreOptions(
        Optional.empty(), Optional.empty(), defaultThreads(), Optional.empty());
  }

  /** Returns options for a datastore in a folder, by the size of the machine. */
  public static DatastoreOptions onDisk(Path folder) {
    return new DatastoreOptions(
        Optional.of(folder.toAbsolutePath().normalize()),
        Optional.empty(),
        defaultThreads(),
        Optional.empty());
  }

  /** Returns these options with a file that makes the engine fall over. */
  public DatastoreOptions withFaultFile(Path file) {
    return new DatastoreOptions(folder, budget, threads, Optional.of(file));
  }

  /** Returns these options with a part of memory and disk of its own. */
  public DatastoreOptions withBudget(MemoryBudget newBudget) {
    return new DatastoreOptions(folder, Optional.of(newBudget), threads, faultFile);
  }

  private static int defaultThreads() {
    return Runtime.getRuntime().availableProcessors();
  }
}
