// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;

/**
 * What a block has read and written, and whether others have changed it since it first read. Not
 * thread-safe.
 */
final class Conflicts {
  private static final long NOTHING_READ = -1;

  private final CommitLog log;

  /** The writer slot was taken before anything was read: nobody can have changed what is read. */
  private boolean isAlone;

  private long snapshot = NOTHING_READ;
  private Touched reads = new Touched();
  private Touched writes = new Touched();

  Conflicts(CommitLog log) {
    this.log = log;
  }

  /** Forgets everything, as a block begins. */
  void clear() {
    isAlone = false;
    snapshot = NOTHING_READ;
    reads = new Touched();
    writes = new Touched();
  }

  /** Says that the block looks at its tables now; the first time counts. */
  void takeSnapshot() {
    if (snapshot == NOTHING_READ) {
      snapshot = log.commits();
    }
  }

  /** Says that from now on nobody else writes; tells whether nothing was read before. */
  boolean isAloneFromNow() {
    isAlone = snapshot == NOTHING_READ;
    return isAlone;
  }

  void reads(Touched relations) {
    reads.add(relations);
  }

  /** Returns what was written, to which more may be added. */
  Touched writes() {
    return writes;
  }

  /** Fails if another writer may have changed what this one has touched. */
  void check() {
    if (!isAlone) {
      checkUnchanged();
    }
  }

  /**
   * Says that the engine's transaction has begun again, so that it sees what others have committed;
   * fails if that is anything that the block has touched.
   *
   * @param commits how many there were before it began
   */
  void restarted(long commits) {
    if (snapshot != NOTHING_READ) {
      checkUnchanged();
      snapshot = commits;
    }
  }

  private void checkUnchanged() {
    if (log.changedSince(snapshot, reads) || log.changedSince(snapshot, writes)) {
      throw new DatastoreException(
              ErrorCode.SERIALIZATION_FAILURE,
              "could not serialize access due to concurrent update")
          .withDetail(
              "Another transaction has changed a table that this one reads or writes, since it"
                  + " first read.")
          .withHint("Roll back and run the transaction again.");
    }
  }
}
