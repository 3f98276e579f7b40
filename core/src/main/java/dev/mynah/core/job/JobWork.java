// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.job;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import java.util.function.Consumer;

/** What a job does. Its result is written in the transaction that also ends the job. */
public interface JobWork {
  /**
   * Does the work, asking {@code progress} often whether it is still wanted.
   *
   * @return what to write in the job's last transaction, and to do once it is committed
   * @throws JobCancelledException when the work has stopped because nobody wants it any more
   */
  Outcome run(JobProgress progress);

  /** Writes that the work failed, or was cancelled, in the transaction that ends the job. */
  void failed(EngineSession session, DatastoreException error);

  /**
   * The end of a successful work.
   *
   * @param write what to write in the job's last transaction
   * @param committed what to do right after it
   * @param cpuSeconds processor time that the work took
   */
  record Outcome(Consumer<EngineSession> write, Runnable committed, double cpuSeconds) {}
}
