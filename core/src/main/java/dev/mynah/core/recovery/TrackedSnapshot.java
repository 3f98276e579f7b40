// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.recovery;

import dev.mynah.spi.engine.EngineSnapshot;
import java.util.List;
import java.util.Set;

/** A snapshot that is closed with its engine, if it is still open then. */
record TrackedSnapshot(EngineSnapshot inner, Set<EngineSnapshot> open) implements EngineSnapshot {
  @Override
  public List<SnapshotFile> files() {
    return inner.files();
  }

  @Override
  public void check() {
    inner.check();
  }

  @Override
  public void close() {
    if (open.remove(inner)) {
      inner.close();
    }
  }
}
