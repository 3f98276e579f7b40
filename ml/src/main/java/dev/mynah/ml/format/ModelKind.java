// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.format;

import dev.mynah.ml.learner.ExponentialModel;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.derive.Pair;
import dev.mynah.ml.learner.derive.PairedModel;
import dev.mynah.ml.learner.derive.ScoredModel;
import dev.mynah.ml.learner.derive.TermScores;
import dev.mynah.ml.learner.linear.LinearModel;
import dev.mynah.ml.learner.neighbour.NearestBytes;
import dev.mynah.ml.learner.neighbour.NearestRows;
import dev.mynah.ml.learner.neural.Mlp;
import dev.mynah.ml.learner.neural.MlpBytes;
import dev.mynah.ml.learner.tree.Forest;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
  PAIRED {
    @Override
    Model read(Input input) throws IOException {
      List<Pair> pairs = new ArrayList<>();
      for (int left = input.count(); left > 0; left--) {
        Pair.Operation operation = Pair.Operation.valueOf(input.text());
        pairs.add(new Pair(operation, input.data().readInt(), input.data().readInt()));
      }
      ModelKind inner = valueOf(input.text());
      if (inner == PAIRED || inner == EXPONENTIAL) {
        throw new IOException("pairs of features of " + inner);
      }
      return new PairedModel(pairs, input.block(inner::read));
    }
  },
  SCORED {
    @Override
    Model read(Input input) throws IOException {
      int[] hidden = new int[input.count()];
      for (int index = 0; index < hidden.length; index++) {
        hidden[index] = input.data().readInt();
      }
      TermScores terms = new TermScores(hidden, input.reals(), input.reals(), input.reals());
      ModelKind inner = valueOf(input.text());
      if (inner == SCORED) {
        throw new IOException("scores of scores");
      }
      return new ScoredModel(terms, input.block(inner::read));
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
      case PairedModel paired -> {
        output.text(PAIRED.name());
        output.block(inner -> {
          inner.data().writeInt(paired.pairs().size());
          for (Pair pair : paired.pairs()) {
            inner.text(pair.operation().name());
            inner.data().writeInt(pair.first());
            inner.data().writeInt(pair.second());
          }
          write(paired.inner(), inner);
        });
      }
      case ScoredModel scored -> {
        output.text(SCORED.name());
        output.block(inner -> {
          TermScores terms = scored.terms();
          inner.data().writeInt(terms.hidden().length);
          for (int feature : terms.hidden()) {
            inner.data().writeInt(feature);
          }
          inner.reals(terms.rarity());
          inner.reals(terms.weights());
          inner.reals(terms.base());
          write(scored.inner(), inner);
        });
      }
      default -> throw new IllegalArgumentException("no bytes for a " + model.getClass().getName());
    }
  }
}
