// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a datastore keeps its data and what it may use.
 *
 * @param folder the data folder; empty for a datastore in memory that ends with its process
 * @param engineMemoryBytes what the engine may allocate outside the Java heap
 * @param threads how many threads a statement may use
 * @param faultFile for tests: see {@link dev.mynah.spi.engine.EngineOptions#faultFile}
 */
public record DatastoreOptions(
    Optional<Path> folder, long engineMemoryBytes, int threads, Optional<Path> faultFile) {
  /** The share of the machine's memory, less the Java heap, that the engine may use. */
  private static final double MEMORY_SHARE = 0.6;

  private static final long SMALLEST_MEMORY = 256L << 20;

  public DatastoreOptions {
    Objects.requireNonNull(folder);
  }

  /** Returns options for a datastore in memory, by the size of the machine. */
  public static DatastoreOptions inMemory() {
    return new DatastoreOptions(
        Optional.empty(), defaultMemory(), defaultThreads(), Optional.empty());
  }

  /** Returns options for a datastore in a folder, by the size of the machine. */
  public static DatastoreOptions onDisk(Path folder) {
    return new DatastoreOptions(
        Optional.of(folder.toAbsolutePath().normalize()),
        defaultMemory(),
        defaultThreads(),
        Optional.empty());
  }

  /** Returns these options with a file that makes the engine fall over. */
  public DatastoreOptions withFaultFile(Path file) {
    return new DatastoreOptions(folder, engineMemoryBytes, threads, Optional.of(file));
  }

  private static int defaultThreads() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static long defaultMemory() {
    long machine = MachineMemory.bytes();
    long heap = Runtime.getRuntime().maxMemory();
    return Math.max(SMALLEST_MEMORY, (long) (machine * MEMORY_SHARE) - heap);
  }
}
