// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.backup;

import dev.mynah.core.session.CancelSignal;
import dev.mynah.core.transaction.WriteQueue;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineSnapshot;
import dev.mynah.spi.engine.EngineSnapshot.SnapshotFile;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes backups while others go on: the writer's turn is held only until the database's files are
 * kept still and the small files are read.
 */
public final class Backups {
  /** A name, and no path: the server says where backups lie. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

  private static final String SECRET = "secret";
  private static final String PROPERTIES = "mynah.properties";

  private final Engine engine;
  private final WriteQueue queue;
  private final Path dataFolder;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  public Backups(Engine engine, WriteQueue queue, Path dataFolder) {
    this.engine = engine;
    this.queue = queue;
    this.dataFolder = dataFolder;
  }

  /** A backup that was written. */
  public record Written(Path file, long sizeBytes) {}

  /** Returns the file of this name in the folder of backups, which no statement can read. */
  public Path named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new DatastoreException(
              ErrorCode.INSUFFICIENT_PRIVILEGE, "a backup takes a name and no path")
          .withDetail("The server writes it to \"%s\".".formatted(folder()))
          .withHint("Use letters, digits, underscores, dots and hyphens.");
    }
    try {
      OwnerOnly.folder(folder());
    } catch (IOException e) {
      throw BackupErrors.notWritten(folder(), e);
    }
    return folder().resolve(name);
  }

  private Path folder() {
    return dataFolder.resolve("backup");
  }

  /**
   * Writes a backup.
   *
   * @param session the number of the session that waits for the writer's turn
   * @param limit how long it waits; zero for no limit
   */
  public Written write(Path file, long session, Duration limit, CancelSignal cancel) {
    if (!oneAtATime.tryLock()) {
      throw new DatastoreException(ErrorCode.OBJECT_IN_USE, "another backup is being written")
          .withHint("Wait for it to end.");
    }
    try {
      if (Files.exists(file)) {
        throw BackupErrors.exists(file);
      }
      return written(file, session, limit, cancel);
    } catch (IOException e) {
      throw BackupErrors.notWritten(file, e);
    } finally {
      oneAtATime.unlock();
    }
  }

  private Written written(Path file, long session, Duration limit, CancelSignal cancel)
      throws IOException {
    try (Moment moment = moment(session, limit, cancel);
        BackupArchive archive = BackupArchive.begin(file, cancel::check)) {
      for (SnapshotFile part : moment.snapshot().files()) {
        try (InputStream in = part.open()) {
          archive.add(part.name(), in, part.sizeBytes());
        }
      }
      for (Map.Entry<String, byte[]> small : moment.smallFiles().entrySet()) {
        archive.add(small.getKey(), small.getValue());
      }
      moment.snapshot().check();
      archive.finish();
    }
    return new Written(file, Files.size(file));
  }

  /** All that belongs to the datastore, as it was between two commits. */
  private record Moment(EngineSnapshot snapshot, Map<String, byte[]> smallFiles)
      implements AutoCloseable {
    @Override
    public void close() {
      snapshot.close();
    }
  }

  private Moment moment(long session, Duration limit, CancelSignal cancel) throws IOException {
    WriteQueue.Slot slot = queue.acquire(session, limit, cancel);
    try {
      Map<String, byte[]> smallFiles = smallFiles();
      return new Moment(engine.snapshot(), smallFiles);
    } finally {
      slot.close();
    }
  }

  /** Users, keys and settings: they are small, and replaced as a whole. */
  private Map<String, byte[]> smallFiles() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    if (Files.exists(dataFolder.resolve(PROPERTIES))) {
      files.put(PROPERTIES, Files.readAllBytes(dataFolder.resolve(PROPERTIES)));
    }
    Path secret = dataFolder.resolve(SECRET);
    if (Files.isDirectory(secret)) {
      try (Stream<Path> paths = Files.walk(secret)) {
        for (Path path : paths.filter(Files::isRegularFile).toList()) {
          String name = dataFolder.relativize(path).toString().replace('\\', '/');
          files.put(name, Files.readAllBytes(path));
        }
      }
    }
    return files;
  }
}
