// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where things lie that benchmarks use. */
public final class SharedData {
  private SharedData() {}

  /** Returns the folder {@code shared/data} beside the project. */
  public static Path folder() {
    return above(Path.of("shared", "data"))
        .orElseThrow(
            () -> new IllegalStateException("needs the tables of shared/data beside the project"));
  }

  /** Returns the program {@code mynah} at the project's root. */
  public static Path program() {
    return above(Path.of("mynah"))
        .filter(Files::isExecutable)
        .orElseThrow(() -> new IllegalStateException("needs the program mynah"));
  }

  /** Looks for a file in the working folder and in those above it. */
  private static Optional<Path> above(Path file) {
    Path from = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      Path found = folder.resolve(file);
      if (Files.exists(found)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
