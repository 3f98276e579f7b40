// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room the disk of a folder has. */
final class MachineDisk {
  /** What spilled data may take of the room that is free at the start; commits need the rest. */
  private static final double SHARE = 0.5;

  private static final long SMALLEST = 64L << 20;

  /** Assumed where the system does not tell. */
  private static final long UNKNOWN = 16L << 30;

  private MachineDisk() {}

  static long shareOf(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return Math.max(SMALLEST, (long) (free * SHARE));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
