// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The files of a database as one moment left them. They stay readable as they were, whatever is
 * committed meanwhile, until this is closed.
 */
public interface EngineSnapshot extends AutoCloseable {
  /** The files that make the database when they lie in one folder under their names. */
  List<SnapshotFile> files();

  /**
   * Makes sure that what was read is what the moment left. Called after all files were read.
   *
   * @throws dev.mynah.spi.error.DatastoreException when the database was reorganised in between
   */
  void check();

  @Override
  void close();

  /** A file as it was. */
  interface SnapshotFile {
    String name();

    /** Its length at that moment; the file on disk may have grown since. */
    long sizeBytes();

    /** Reads the file from its beginning. */
    InputStream open() throws IOException;
  }
}
