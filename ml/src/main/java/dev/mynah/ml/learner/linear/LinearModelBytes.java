// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.linear;

import dev.mynah.ml.preprocess.NormalScores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Linear models as bytes. Arrays grow as they are read, so a wrong length runs out of bytes. */
final class LinearModelBytes {
  private static final int QUANTITY = 1;
  private static final int CATEGORY = 2;
  private static final int MAX_OUTPUTS = 1 << 16;
  private static final int MAX_CARDINALITY = 1 << 16;

  private LinearModelBytes() {}

  static void write(LinearModel model, DataOutput output) throws IOException {
    output.writeInt(model.outputs());
    writeDoubles(model.intercepts(), output);
    output.writeInt(model.terms().size());
    for (LinearTerm term : model.terms()) {
      switch (term) {
        case LinearTerm.Quantity quantity -> {
          output.writeByte(QUANTITY);
          output.writeInt(quantity.scale().values().length);
          writeFloats(quantity.scale().values(), output);
          writeFloats(quantity.scale().scores(), output);
          writeDoubles(quantity.weights(), output);
          writeDoubles(quantity.missing(), output);
        }
        case LinearTerm.Category category -> {
          output.writeByte(CATEGORY);
          output.writeInt(category.weights().length);
          for (double[] weights : category.weights()) {
            writeDoubles(weights, output);
          }
        }
      }
    }
  }

  private static void writeDoubles(double[] values, DataOutput output) throws IOException {
    for (double value : values) {
      output.writeDouble(value);
    }
  }

  private static void writeFloats(float[] values, DataOutput output) throws IOException {
    for (float value : values) {
      output.writeFloat(value);
    }
  }

  static LinearModel read(DataInput input) throws IOException {
    int outputs = count(input, 1, MAX_OUTPUTS, "outputs");
    double[] intercepts = readDoubles(outputs, input);
    int size = count(input, 0, Integer.MAX_VALUE, "terms");
    List<LinearTerm> terms = new ArrayList<>();
    for (int term = 0; term < size; term++) {
      terms.add(readTerm(outputs, input));
    }
    return new LinearModel(intercepts, terms);
  }

  private static LinearTerm readTerm(int outputs, DataInput input) throws IOException {
    int kind = input.readByte();
    if (kind == QUANTITY) {
      int knots = count(input, 0, 2 * NormalScores.MAX_KNOTS, "knots");
      NormalScores scale = new NormalScores(readFloats(knots, input), readFloats(knots, input));
      return new LinearTerm.Quantity(
          scale, readDoubles(outputs, input), readDoubles(outputs, input));
    }
    if (kind == CATEGORY) {
      int size = count(input, 1, MAX_CARDINALITY, "categories");
      List<double[]> weights = new ArrayList<>();
      for (int level = 0; level < size; level++) {
        weights.add(readDoubles(outputs, input));
      }
      return new LinearTerm.Category(weights.toArray(double[][]::new));
    }
    throw new IOException("a term of the unknown kind " + kind);
  }

  private static int count(DataInput input, int min, int max, String what) throws IOException {
    int count = input.readInt();
    if (count < min || count > max) {
      throw new IOException("%d %s".formatted(count, what));
    }
    return count;
  }

  private static double[] readDoubles(int count, DataInput input) throws IOException {
    double[] values = new double[count];
    for (int index = 0; index < count; index++) {
      values[index] = input.readDouble();
    }
    return values;
  }

  private static float[] readFloats(int count, DataInput input) throws IOException {
    float[] values = new float[count];
    for (int index = 0; index < count; index++) {
      values[index] = input.readFloat();
    }
    return values;
  }
}
