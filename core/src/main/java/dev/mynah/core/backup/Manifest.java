// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.backup;

import dev.mynah.spi.error.DatastoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backup holds: a line a file with checksum, length and path, and at the end the checksum of
 * the manifest itself.
 *
 * @param createdAt in words, for people
 */
record Manifest(String createdAt, List<Entry> files) {
  /** Its place in the archive: after all that it describes. */
  static final String NAME = "manifest";

  /** The form of the archive that this program writes, and the newest that it reads. */
  static final int FORMAT = 1;

  private static final String FIRST = "mynah-backup ";
  private static final String CREATED = "created ";
  private static final String FILE = "file ";
  private static final String END = "sha256 ";

  Manifest {
    files = List.copyOf(files);
  }

  /**
   * A file of the data folder.
   *
   * @param path within the data folder, parted by slashes
   */
  record Entry(String path, long sizeBytes, String sha256) {}

  byte[] bytes() {
    StringBuilder text = new StringBuilder();
    text.append(FIRST).append(FORMAT).append('\n');
    text.append(CREATED).append(createdAt).append('\n');
    for (Entry file : files) {
      text.append(FILE).append(file.sha256()).append(' ').append(file.sizeBytes());
      text.append(' ').append(file.path()).append('\n');
    }
    String listed = text.toString();
    return (listed + END + Checksum.of(listed) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a manifest.
   *
   * @throws DatastoreException DATA_CORRUPTED when it is not one, or not whole; another code when a
   *     later program wrote it
   */
  static Manifest parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!text.startsWith(FIRST)) {
      throw BackupErrors.damaged("it has no manifest of this program");
    }
    String first = text.lines().findFirst().orElseThrow();
    refuseLaterFormat(first.substring(FIRST.length()));
    int end = text.lastIndexOf(END);
    if (end < 0 || !text.substring(end).equals(END + Checksum.of(text.substring(0, end)) + "\n")) {
      throw BackupErrors.damaged("its manifest is not whole");
    }
    String created = "";
    List<Entry> files = new ArrayList<>();
    for (String line : text.substring(0, end).lines().skip(1).toList()) {
      if (line.startsWith(CREATED)) {
        created = line.substring(CREATED.length());
      } else if (line.startsWith(FILE)) {
        String[] parts = line.substring(FILE.length()).split(" ", 3);
        files.add(new Entry(parts[2], Long.parseLong(parts[1]), parts[0]));
      }
    }
    return new Manifest(created, files);
  }

  private static void refuseLaterFormat(String format) {
    try {
      if (Integer.parseInt(format) > FORMAT) {
        throw BackupErrors.laterFormat(format, FORMAT);
      }
    } catch (NumberFormatException e) {
      throw BackupErrors.damaged("its manifest has no format").withCause(e);
    }
  }
}
