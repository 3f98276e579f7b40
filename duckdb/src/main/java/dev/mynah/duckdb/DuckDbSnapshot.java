// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.EngineSnapshot;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The database file and the head of its write-ahead log, held still by a transaction that has
 * written and never commits.
 *
 * <p>Only a checkpoint overwrites blocks that the file's header or the log refer to, and DuckDB
 * makes none while a transaction is writing; what others commit meanwhile goes to the end of the
 * log, behind the part that belongs to the snapshot. The file's header proves it afterwards.
 */
final class DuckDbSnapshot implements EngineSnapshot {
  private final DatabaseFile database;
  private final EngineSession session;
  private final Transaction pin;
  private final byte[] header;
  private final long databaseBytes;
  private final long logBytes;

  private DuckDbSnapshot(DatabaseFile database, EngineSession session, Transaction pin)
      throws IOException {
    this.database = database;
    this.session = session;
    this.pin = pin;
    this.header = database.header();
    this.databaseBytes = database.channel().size();
    this.logBytes = Files.exists(database.log()) ? Files.size(database.log()) : 0;
  }

  /** Holds the files still; the session is closed with the snapshot. */
  static DuckDbSnapshot of(DatabaseFile database, EngineSession session) {
    Transaction pin = session.begin();
    try {
      session.execute(
          "CREATE TABLE public._snapshot_%d (held BOOLEAN)".formatted(System.nanoTime()));
      return new DuckDbSnapshot(database, session, pin);
    } catch (IOException e) {
      pin.close();
      throw unreadable(e);
    } catch (DatastoreException e) {
      pin.close();
      throw e;
    }
  }

  @Override
  public List<SnapshotFile> files() {
    SnapshotFile file =
        new Part(nameOf(database.path()), databaseBytes, () -> head(database.channel()));
    return logBytes == 0
        ? List.of(file)
        : List.of(
            file,
            new Part(
                nameOf(database.log()),
                logBytes,
                () -> new BoundedStream(Files.newInputStream(database.log()), logBytes)));
  }

  /** The channel stays open when its stream is closed. */
  private InputStream head(FileChannel channel) {
    return new BoundedStream(new ChannelStream(channel), databaseBytes);
  }

  private static String nameOf(Path path) {
    return path.getFileName().toString();
  }

  @Override
  public void check() {
    try {
      if (!Arrays.equals(header, database.header())) {
        throw new DatastoreException(
                ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
                "the database was reorganised while it was copied")
            .withHint("Try again.");
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static DatastoreException unreadable(IOException cause) {
    return new DatastoreException(ErrorCode.IO_ERROR, "the database file could not be read")
        .withCause(cause);
  }

  @Override
  public void close() {
    try (session) {
      pin.rollback();
    }
  }

  /** Opens the bytes of a file. */
  private interface Opening {
    InputStream open() throws IOException;
  }

  private record Part(String name, long sizeBytes, Opening opening) implements SnapshotFile {
    @Override
    public InputStream open() throws IOException {
      return opening.open();
    }
  }

  /** Reads a file from its beginning, without the channel's own position. */
  private static final class ChannelStream extends InputStream {
    private final FileChannel file;
    private long position;

    ChannelStream(FileChannel file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = file.read(ByteBuffer.wrap(target, offset, length), position);
      position += Math.max(read, 0);
      return read;
    }
  }

  /** Ends a stream after a number of bytes. */
  private static final class BoundedStream extends FilterInputStream {
    private long left;

    BoundedStream(InputStream in, long bytes) {
      super(in);
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
