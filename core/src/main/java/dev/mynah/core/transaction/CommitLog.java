// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** What the latest writing transactions changed, in the order of their commits. Thread-safe. */
final class CommitLog {
  /** A block older than so many commits counts as in conflict with all of them. */
  private static final int KEPT = 10_000;

  private final Deque<Touched> changes = new ArrayDeque<>();
  private long commits;
  private long definitions;

  /** Returns how many transactions have been committed. */
  synchronized long commits() {
    return commits;
  }

  /** Counts the commits that may have changed what exists. */
  synchronized long definitions() {
    return definitions;
  }

  synchronized void committed(Touched changed) {
    commits++;
    if (changed.isEverything()) {
      definitions++;
    }
    changes.addLast(changed);
    if (changes.size() > KEPT) {
      changes.removeFirst();
    }
  }

  /** Tells whether a commit after the first {@code snapshot} ones may have changed any of these. */
  synchronized boolean changedSince(long snapshot, Touched relations) {
    long newer = commits - snapshot;
    if (newer > changes.size()) {
      return true;
    }
    Iterator<Touched> latest = changes.descendingIterator();
    for (long index = 0; index < newer; index++) {
      if (latest.next().meets(relations)) {
        return true;
      }
    }
    return false;
  }
}
