// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.format;

/**
 * The parts of a model's bytes, each once and in this order.
 *
 * <p>The bytes are: {@link #MAGIC} and {@link #VERSION}; for each section its number as a byte, its
 * length and its content; then the CRC32C of all before it. Numbers are big-endian; a text is its
 * length in bytes and its UTF-8.
 */
enum Section {
  /** Target, problem type, classes. */
  TASK(1),
  /** The arguments: their names and types. */
  INPUTS(2),
  /** How features are computed. */
  ENCODER(3),
  /** The models and their weights. */
  MEMBERS(4),
  /** How added answers become the model's. Not there in version 1. */
  DECISION(5),
  /** Training rows that others are compared with to be explained. Not there before version 3. */
  BACKGROUND(6),
  /** How far the truth is from predicted values. Not there before version 4. */
  SPREAD(7);

  /** "MYNL". */
  static final int MAGIC = 0x4D594E4C;

  /** Grows when a reader of the version before could not read the bytes. */
  static final int VERSION = 5;

  /** The first version, still read like all that followed. */
  static final int FIRST_VERSION = 1;

  static final int VERSION_OF_DECISION = 2;
  static final int VERSION_OF_BACKGROUND = 3;
  static final int VERSION_OF_SPREAD = 4;

  /** Magic, version and checksum. */
  static final int FRAME_BYTES = 12;

  private final int number;

  Section(int number) {
    this.number = number;
  }

  /** What marks the section in the bytes. */
  int number() {
    return number;
  }
}
