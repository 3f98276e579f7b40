// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the source tree and the data sets lie. */
public final class TestTree {
  private static final Path ROOT =
      Path.of(Objects.requireNonNullElse(System.getProperty("mynah.root"), ".."))
          .toAbsolutePath()
          .normalize();

  private TestTree() {}

  /** Returns the root of the source tree. */
  public static Path root() {
    return ROOT;
  }

  /** Returns the folder of data sets, which lies beside the tree and may be missing. */
  public static Path data() {
    return ROOT.resolveSibling("shared").resolve("data");
  }

  /** Whether the files of a set of data are there. */
  public static boolean hasData(String set) {
    return Files.isDirectory(data().resolve("tables").resolve(set));
  }
}
