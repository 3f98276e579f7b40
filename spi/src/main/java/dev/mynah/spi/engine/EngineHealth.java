// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

/** Whether the engine still answers. */
public interface EngineHealth {
  /** Tells whether an internal fault made the engine refuse all work until it is opened again. */
  boolean isBroken();
}
