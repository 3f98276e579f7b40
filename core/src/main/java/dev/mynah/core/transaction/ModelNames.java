// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import java.util.Set;

/** The names of models that statements of the engine must respect. */
public interface ModelNames {
  /** The functions of models, without schema, in lower case. */
  Set<String> functions();

  /** The schemas that hold a model or its function. */
  Set<String> schemas();
}
