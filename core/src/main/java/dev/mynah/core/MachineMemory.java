// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory the machine, or the container that the process runs in, has. */
final class MachineMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Path CONTAINER_LIMIT = Path.of("/sys/fs/cgroup/memory.max");
  private static final long BYTES_PER_KIBIBYTE = 1024;

  /** Assumed where the system does not tell. */
  private static final long UNKNOWN = 4L << 30;

  private MachineMemory() {}

  static long bytes() {
    return Math.min(ofMachine(), ofContainer());
  }

  private static long ofMachine() {
    try {
      return Files.readAllLines(MEMINFO).stream()
          .filter(line -> line.startsWith("MemTotal:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .stream()
          .map(kibibytes -> kibibytes * BYTES_PER_KIBIBYTE)
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static long ofContainer() {
    try {
      String limit = Files.readString(CONTAINER_LIMIT).strip();
      return limit.equals("max") ? Long.MAX_VALUE : Long.parseLong(limit);
    } catch (IOException | NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
