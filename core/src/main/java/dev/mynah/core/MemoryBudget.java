// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

/**
 * What the process may use of memory and disk, divided once at the start so that no part can take
 * what another counts on.
 *
 * @param heapBytes the Java heap: statements under way, models in training, small results
 * @param engineBytes what the engine may allocate for tables, sorts and joins
 * @param spillBytes what the engine may write to the temporary folder when that is not enough
 * @param spoolBytes what results may write there that wait for their clients, and rows of COPY
 */
public record MemoryBudget(long heapBytes, long engineBytes, long spillBytes, long spoolBytes) {
  /** Heap and engine together; code, threads, native libraries and the system's cache need rest. */
  private static final double SHARE = 0.6;

  private static final long SMALLEST_ENGINE = 256L << 20;

  public MemoryBudget {
    if (engineBytes < 1 || spillBytes < 1 || spoolBytes < 1) {
      throw new IllegalArgumentException("a part of the budget is empty");
    }
  }

  /** Divides what the machine, or the container, has. */
  static MemoryBudget ofMachine(long diskBytes) {
    long heap = Runtime.getRuntime().maxMemory();
    long engine = Math.max(SMALLEST_ENGINE, (long) (MachineMemory.bytes() * SHARE) - heap);
    return new MemoryBudget(heap, engine, diskBytes / 2, diskBytes / 2);
  }

  /** Says the budget in one line. */
  public String inWords() {
    return "heap %s, engine %s; temporary files: engine %s, results and COPY %s"
        .formatted(words(heapBytes), words(engineBytes), words(spillBytes), words(spoolBytes));
  }

  private static String words(long bytes) {
    return (bytes >> 20) + " MB";
  }
}
