// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.backup;

import dev.mynah.core.backup.Manifest.Entry;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Makes a data folder of a backup: the whole of it, or nothing. */
public final class Restore {
  private final Path backup;
  private final Path folder;

  private Restore(Path backup, Path folder) {
    this.backup = backup;
    this.folder = folder;
  }

  /**
   * Restores a backup.
   *
   * @param folder must not exist, or be empty
   * @return the time of the backup, in words
   * @throws DatastoreException DATA_CORRUPTED when the backup is not whole
   */
  public static String run(Path backup, Path folder) {
    Restore restore = new Restore(backup, folder.toAbsolutePath().normalize());
    try {
      restore.refuseFolder();
      return restore.run();
    } catch (ZipException | EOFException e) {
      throw BackupErrors.damaged("it is no whole archive").withCause(e);
    } catch (IOException e) {
      throw new DatastoreException(
              ErrorCode.IO_ERROR, "backup \"%s\" could not be restored".formatted(backup))
          .withDetail(e + ".")
          .withCause(e);
    }
  }

  private void refuseFolder() throws IOException {
    if (!Files.isRegularFile(backup)) {
      throw new DatastoreException(
          ErrorCode.UNDEFINED_FILE, "file \"%s\" does not exist".formatted(backup));
    }
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw occupied("is not a folder");
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw occupied("is not empty");
      }
    }
  }

  private DatastoreException occupied(String why) {
    return new DatastoreException(ErrorCode.DUPLICATE_FILE, "\"%s\" %s".formatted(folder, why))
        .withHint("Restore into a folder that does not exist yet.");
  }

  private String run() throws IOException {
    Path parent = folder.getParent();
    if (parent == null) {
      throw occupied("is not empty");
    }
    Files.createDirectories(parent);
    Path draft = folder.resolveSibling("." + folder.getFileName() + ".part");
    delete(draft);
    try (ZipFile archive = new ZipFile(backup.toFile())) {
      Manifest manifest = manifest(archive);
      refuseOthers(archive, manifest);
      OwnerOnly.folder(draft);
      for (Entry entry : manifest.files()) {
        extract(archive, entry, draft);
      }
      BackupArchive.sync(draft);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      BackupArchive.sync(parent);
      return manifest.createdAt();
    } finally {
      delete(draft);
    }
  }

  private static Manifest manifest(ZipFile archive) throws IOException {
    ZipEntry entry = archive.getEntry(Manifest.NAME);
    if (entry == null) {
      throw BackupErrors.damaged("it has no manifest");
    }
    try (InputStream in = archive.getInputStream(entry)) {
      return Manifest.parse(in.readAllBytes());
    }
  }

  private static void refuseOthers(ZipFile archive, Manifest manifest) {
    Set<String> known = new HashSet<>(Set.of(Manifest.NAME));
    manifest.files().forEach(entry -> known.add(entry.path()));
    if (archive.size() != known.size()
        || !archive.stream().allMatch(entry -> known.contains(entry.getName()))) {
      throw BackupErrors.damaged("it does not hold what its manifest lists");
    }
  }

  private static void extract(ZipFile archive, Entry entry, Path draft) throws IOException {
    Path target = draft.resolve(entry.path()).normalize();
    ZipEntry zipped = archive.getEntry(entry.path());
    if (zipped == null || !target.startsWith(draft)) {
      throw BackupErrors.damaged("\"%s\" is missing".formatted(entry.path()));
    }
    Path within = draft;
    for (Path part : draft.relativize(target)) {
      OwnerOnly.folder(within);
      within = within.resolve(part);
    }
    OwnerOnly.file(target);
    try (InputStream in = archive.getInputStream(zipped);
        OutputStream out = Files.newOutputStream(target)) {
      Checksum.Copied copied = Checksum.copy(in, out, () -> {});
      if (copied.sizeBytes() != entry.sizeBytes() || !copied.sha256().equals(entry.sha256())) {
        throw BackupErrors.damaged("\"%s\" differs from its checksum".formatted(entry.path()));
      }
    }
    BackupArchive.sync(target);
  }

  private static void delete(Path draft) throws IOException {
    if (!Files.exists(draft)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(draft)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
