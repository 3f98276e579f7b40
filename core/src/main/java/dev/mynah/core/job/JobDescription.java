// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.job;

/**
 * What a job is about.
 *
 * @param kind such as {@code TRAINING}
 */
public record JobDescription(long id, String kind, String schema, String object, String owner) {
  /** The training of a model. */
  public static final String TRAINING = "TRAINING";

  /** Tells whether the job is about this object. */
  boolean isAbout(String otherSchema, String otherObject) {
    return schema.equals(otherSchema) && object.equals(otherObject);
  }
}
