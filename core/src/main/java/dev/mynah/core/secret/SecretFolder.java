// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.secret;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The folder {@code secret} of a data folder, which only its owner can enter. Thread-safe. */
public final class SecretFolder {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ENTERS = only("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_READS = only("rw-------");

  private final Path folder;

  /** Opens the folder, made when missing. */
  public SecretFolder(Path folder) {
    this.folder = folder;
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder, OWNER_ENTERS);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** Returns where a file of this name lies, whether there is one or not. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /** Returns what a file says; empty when there is none. */
  public synchronized Optional<String> read(String name) {
    try {
      Path file = path(name);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes a file whole or not at all; only the folder's owner can read it. */
  public synchronized void write(String name, String text) {
    try {
      Path draft = Files.createTempFile(folder, "draft-", "", OWNER_READS);
      Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
      Files.move(draft, path(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Reads a file of lines {@code name:value}. */
  synchronized Map<String, String> entries(String name) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String line : read(name).orElse("").split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        entries.put(EntryNames.decoded(line.substring(0, colon)), line.substring(colon + 1));
      }
    }
    return entries;
  }

  /** Changes a file of lines {@code name:value}. */
  synchronized void change(String name, Consumer<Map<String, String>> change) {
    Map<String, String> entries = entries(name);
    change.accept(entries);
    StringBuilder text = new StringBuilder();
    entries.forEach((key, value) ->
        text.append(EntryNames.encoded(key)).append(':').append(value).append('\n'));
    write(name, text.toString());
  }

  private DatastoreException failed(IOException cause) {
    return new DatastoreException(
            ErrorCode.IO_ERROR, "the secrets in \"%s\" could not be kept".formatted(folder))
        .withDetail(cause.getMessage() + ".")
        .withCause(cause);
  }

  /** A name may hold what ends an entry. */
  private static final class EntryNames {
    private EntryNames() {}

    static String encoded(String name) {
      return name.replace("%", "%25").replace(":", "%3A").replace("\n", "%0A").replace("\r", "%0D");
    }

    static String decoded(String text) {
      return text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%25", "%");
    }
  }
}
