// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders of a datastore: {@code mynah.db}, {@code import}, {@code export}, {@code secret},
 * {@code backup}, and {@code temporary}, which is emptied at each start. Made so that only its
 * owner can enter it.
 */
final class DataFolder implements AutoCloseable {
  private static final String DATABASE = "mynah.db";

  private final Path root;
  private final boolean inMemory;
  private final FolderLock lock;

  private DataFolder(Path root, boolean inMemory) throws IOException {
    this.root = root;
    this.inMemory = inMemory;
    this.lock = FolderLock.of(root);
  }

  /** Opens the folder, made when missing; a datastore in memory has one until it is closed. */
  static DataFolder open(Optional<Path> folder) {
    try {
      DataFolder opened =
          folder.isPresent()
              ? new DataFolder(made(folder.get()), false)
              : new DataFolder(Files.createTempDirectory("mynah-"), true);
      for (Path path : List.of(opened.temporary(), opened.importFolder(), opened.exportFolder())) {
        Files.createDirectories(path);
      }
      return opened;
    } catch (IOException e) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "the data folder could not be made")
          .withDetail("%s: %s.".formatted(folder.map(Path::toString).orElse(""), e.getMessage()))
          .withCause(e);
    }
  }

  private static Path made(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    // It holds passwords and all data.
    return Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Lets another process have the folder, after it could not be opened. */
  void release() {
    try {
      lock.close();
      if (inMemory) {
        delete(root);
      }
    } catch (IOException e) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "the data folder could not be closed")
          .withCause(e);
    }
  }

  /** Deletes what an earlier process left behind. */
  void emptyTemporary() {
    try {
      delete(temporary());
      Files.createDirectories(temporary());
    } catch (IOException e) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "temporary files could not be deleted")
          .withCause(e);
    }
  }

  Path root() {
    return root;
  }

  Optional<Path> database() {
    return inMemory ? Optional.empty() : Optional.of(root.resolve(DATABASE));
  }

  Path temporary() {
    return root.resolve("temporary");
  }

  /** The file of PostgreSQL's catalog. */
  Path catalog() {
    return temporary().resolve("pgcatalog.db");
  }

  Path secret() {
    return root.toAbsolutePath().normalize().resolve("secret");
  }

  Path importFolder() {
    return root.resolve("import");
  }

  Path exportFolder() {
    return root.resolve("export");
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() {
    try {
      delete(inMemory ? root : temporary());
      lock.close();
    } catch (IOException e) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "temporary files could not be deleted")
          .withCause(e);
    }
  }
}
