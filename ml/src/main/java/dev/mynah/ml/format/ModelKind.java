// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.format;

import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.linear.LinearModel;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import java.io.IOException;

/** The models that have bytes. */
enum ModelKind {
  LINEAR {
    @Override
    Model read(Input input) throws IOException {
      return LinearModel.read(input.data());
    }
  },
  TREES {
    @Override
    Model read(Input input) throws IOException {
      return TreeEnsemble.read(input.data());
    }
  };

  abstract Model read(Input input) throws IOException;

  /** Writes the kind of a model and, behind its length, the model. */
  static void write(Model model, Output output) throws IOException {
    switch (model) {
      case LinearModel linear -> {
        output.text(LINEAR.name());
        output.block(inner -> linear.write(inner.data()));
      }
      case TreeEnsemble trees -> {
        output.text(TREES.name());
        output.block(inner -> trees.write(inner.data()));
      }
      default -> throw new IllegalArgumentException("no bytes for a " + model.getClass().getName());
    }
  }
}
