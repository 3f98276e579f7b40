// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

/** One training of a model. */
record ModelVersion(long modelId, long number) {
  /** The name under which the engine knows the version's function; the siblings append to it. */
  String functionName() {
    return "_m%d_v%d".formatted(modelId, number);
  }
}
