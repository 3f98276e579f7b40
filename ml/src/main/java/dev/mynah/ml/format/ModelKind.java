// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.format;

import dev.mynah.ml.learner.ExponentialModel;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.linear.LinearModel;
import dev.mynah.ml.learner.neighbour.NearestBytes;
import dev.mynah.ml.learner.neighbour.NearestRows;
import dev.mynah.ml.learner.neural.Mlp;
import dev.mynah.ml.learner.neural.MlpBytes;
import dev.mynah.ml.learner.tree.Forest;
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
  },
  FOREST {
    @Override
    Model read(Input input) throws IOException {
      return Forest.read(input.data());
    }
  },
  MLP {
    @Override
    Model read(Input input) throws IOException {
      return MlpBytes.read(input.data());
    }
  },
  NEAREST {
    @Override
    Model read(Input input) throws IOException {
      return NearestBytes.read(input.data());
    }
  },
  EXPONENTIAL {
    @Override
    Model read(Input input) throws IOException {
      double factor = input.data().readDouble();
      ModelKind inner = valueOf(input.text());
      if (inner == EXPONENTIAL) {
        throw new IOException("an exponential of an exponential");
      }
      return new ExponentialModel(input.block(inner::read), factor);
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
      case Forest forest -> {
        output.text(FOREST.name());
        output.block(inner -> forest.write(inner.data()));
      }
      case Mlp network -> {
        output.text(MLP.name());
        output.block(inner -> MlpBytes.write(network, inner.data()));
      }
      case NearestRows rows -> {
        output.text(NEAREST.name());
        output.block(inner -> NearestBytes.write(rows, inner.data()));
      }
      case ExponentialModel exponential -> {
        output.text(EXPONENTIAL.name());
        output.block(inner -> {
          inner.data().writeDouble(exponential.factor());
          write(exponential.inner(), inner);
        });
      }
      default -> throw new IllegalArgumentException("no bytes for a " + model.getClass().getName());
    }
  }
}
