// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.backup;

import dev.mynah.core.backup.Manifest.Entry;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a backup: an uncompressed ZIP archive with the manifest at its end, which appears under
 * its name when it is whole and on disk.
 */
final class BackupArchive implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path target;
  private final Path draft;
  private final Runnable afterEach;
  private final ZipOutputStream zip;
  private final List<Entry> entries = new ArrayList<>();
  private boolean finished;

  private BackupArchive(Path target, Path draft, Runnable afterEach) throws IOException {
    this.target = target;
    this.draft = draft;
    this.afterEach = afterEach;
    OutputStream out = Files.newOutputStream(draft, StandardOpenOption.WRITE);
    this.zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
    // The database is compressed already, and whoever waits for the backup has the processor.
    zip.setLevel(Deflater.NO_COMPRESSION);
  }

  /**
   * Begins an archive.
   *
   * @param afterEach runs after each piece; may throw to give the backup up
   */
  static BackupArchive begin(Path target, Runnable afterEach) throws IOException {
    Path draft = target.resolveSibling("." + target.getFileName() + ".part");
    Files.deleteIfExists(draft);
    OwnerOnly.file(draft);
    return new BackupArchive(target, draft, afterEach);
  }

  /** Adds a file; exactly as many bytes as it is said to have. */
  void add(String path, InputStream in, long sizeBytes) throws IOException {
    zip.putNextEntry(new ZipEntry(path));
    Checksum.Copied copied = Checksum.copy(in, zip, afterEach);
    zip.closeEntry();
    if (copied.sizeBytes() != sizeBytes) {
      throw new IOException(
          "%s has %d bytes, not %d".formatted(path, copied.sizeBytes(), sizeBytes));
    }
    entries.add(new Entry(path, sizeBytes, copied.sha256()));
  }

  void add(String path, byte[] bytes) throws IOException {
    add(path, new ByteArrayInputStream(bytes), bytes.length);
  }

  /** Writes the manifest, waits for the disk and gives the archive its name. */
  void finish() throws IOException {
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(
        new Manifest(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), entries).bytes());
    zip.closeEntry();
    zip.close();
    sync(draft);
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    finished = true;
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      sync(folder);
    }
  }

  static void sync(Path path) throws IOException {
    StandardOpenOption option =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  /** Leaves nothing of an archive that was not finished. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      try (zip) {
        Files.deleteIfExists(draft);
      }
    }
  }
}
