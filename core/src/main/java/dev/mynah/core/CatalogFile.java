// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the database of PostgreSQL's catalog that is part of the program; the build runs it. */
final class CatalogFile {
  private CatalogFile() {}

  /**
   * Makes the file.
   *
   * @param arguments where it goes; what is there is replaced
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Files.deleteIfExists(file);
    try (Datastore datastore = Datastore.open(DatastoreOptions.inMemory())) {
      Files.copy(datastore.catalogFile(), file);
    }
  }
}
