// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.job;

/** Where a job stands. States only move forward. */
public enum JobState {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Tells whether nothing more will happen. */
  public boolean isFinal() {
    return switch (this) {
      case QUEUED, RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }
}
