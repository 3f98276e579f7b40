// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two folders whose files statements may name. Names without a slash at the beginning lie in
 * the import folder when read and in the export folder when written; links are followed before
 * anything is decided.
 */
public final class FileFolders {
  private static final String GLOB_CHARACTERS = "*?[{";

  private final Path importFolder;
  private final Path exportFolder;

  public FileFolders(Path importFolder, Path exportFolder) {
    this.importFolder = importFolder;
    this.exportFolder = exportFolder;
  }

  /** Returns the full name of a file, or of a pattern of files, that may be read. */
  Path toRead(String name) {
    Path path = resolve(importFolder, name);
    Path fixed = withoutPattern(path);
    boolean isPattern = !fixed.equals(path);
    Path real = realPath(fixed);
    if (!isInside(real, importFolder) && !isInside(real, exportFolder)) {
      throw outside(name, importFolder);
    }
    if (isPattern) {
      refuseLinksOut(real, name);
    }
    return isPattern ? real.resolve(fixed.relativize(path)) : real;
  }

  /** Returns the full name of a file that may be written. */
  Path toWrite(String name) {
    Path path = resolve(exportFolder, name);
    Path real = realPath(path);
    if (!isInside(real, exportFolder) || real.equals(realPath(exportFolder))) {
      throw outside(name, exportFolder);
    }
    return real;
  }

  private static Path resolve(Path folder, String name) {
    String plain = name.startsWith("file://") ? name.substring("file://".length()) : name;
    if (plain.contains("://")) {
      throw new DatastoreException(
              ErrorCode.INSUFFICIENT_PRIVILEGE, "\"%s\" is not a file".formatted(name))
          .withHint("Only files of the import and export folders can be named.");
    }
    try {
      return folder.resolve(plain).normalize();
    } catch (InvalidPathException e) {
      throw new DatastoreException(
          ErrorCode.INVALID_PARAMETER_VALUE, "\"%s\" is not a file name".formatted(name));
    }
  }

  /** Returns the path up to its first part with a pattern in it. */
  private static Path withoutPattern(Path path) {
    Path fixed = path.getRoot();
    for (Path part : path) {
      if (part.toString().chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0)) {
        return fixed;
      }
      fixed = fixed.resolve(part);
    }
    return fixed;
  }

  /** Follows the links of the part that exists; what does not exist yet cannot lead elsewhere. */
  private static Path realPath(Path path) {
    Path existing = path;
    while (existing != null && !Files.exists(existing)) {
      if (Files.isSymbolicLink(existing)) {
        throw new DatastoreException(
            ErrorCode.INSUFFICIENT_PRIVILEGE, "a link to nowhere cannot be used as a file");
      }
      existing = existing.getParent();
    }
    if (existing == null) {
      return path;
    }
    try {
      return existing.toRealPath().resolve(existing.relativize(path)).normalize();
    } catch (IOException e) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "a file name could not be resolved")
          .withCause(e);
    }
  }

  private static boolean isInside(Path real, Path folder) {
    return real.startsWith(realPath(folder));
  }

  /** A pattern must not reach through a link what could not be named itself. */
  private void refuseLinksOut(Path folder, String name) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> links = paths.filter(Files::isSymbolicLink).toList();
      for (Path link : links) {
        Path real = realPath(link);
        if (!isInside(real, importFolder) && !isInside(real, exportFolder)) {
          throw outside(name, importFolder)
              .withDetail("The folder holds a link that leads out of it.");
        }
      }
    } catch (IOException e) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "a folder could not be listed").withCause(e);
    }
  }

  private static DatastoreException outside(String name, Path folder) {
    return new DatastoreException(
            ErrorCode.INSUFFICIENT_PRIVILEGE,
            "file \"%s\" is outside the %s folder"
                .formatted(
                    name,
                    Optional.ofNullable(folder.getFileName()).map(Path::toString).orElse("data")))
        .withHint("Put it into %s, and name it without the folder.".formatted(folder));
  }
}
