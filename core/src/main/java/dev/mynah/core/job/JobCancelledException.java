// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.job;

/** The work of a job has stopped because it was cancelled. */
public final class JobCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JobCancelledException() {
    super("job cancelled", null, false, false);
  }
}
