// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neighbour;

import dev.mynah.ml.preprocess.DesignRows;
import dev.mynah.ml.preprocess.RowDesign;
import dev.mynah.ml.preprocess.RowDesignBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Models of rows as bytes. Arrays grow as they are read, so a wrong length runs out of bytes. */
public final class NearestBytes {
  private static final int FIRST = 1 << 12;
  private static final int MAX_CLASSES = 1 << 16;

  private NearestBytes() {}

  /** Writes a model so that {@link #read} gives one of bit-equal scores. */
  public static void write(NearestRows model, DataOutput output) throws IOException {
    RowDesignBytes.write(model.design(), output);
    for (float factor : model.factors()) {
      output.writeFloat(factor);
    }
    output.writeInt(model.neighbours());
    output.writeInt(model.classes());
    output.writeInt(model.target().length);
    for (double value : model.target()) {
      output.writeDouble(value);
    }
    for (float value : model.rows().quantities()) {
      output.writeFloat(value);
    }
    for (int place : model.rows().places()) {
      output.writeInt(place);
    }
  }

  /**
   * Reads a model.
   *
   * @throws IOException if the bytes are not those of a model
   */
  public static NearestRows read(DataInput input) throws IOException {
    RowDesign design = RowDesignBytes.read(input);
    float[] factors = floats(input, design.terms().size());
    int neighbours = input.readInt();
    int classes = input.readInt();
    int rows = input.readInt();
    if (classes < 0 || classes > MAX_CLASSES || rows < 1 || neighbours < 1 || neighbours > rows) {
      throw new IOException("the rows are damaged");
    }
    double[] target = new double[Math.min(rows, FIRST)];
    for (int row = 0; row < rows; row++) {
      if (row == target.length) {
        target = Arrays.copyOf(target, Math.min(rows, 2 * row));
      }
      target[row] = input.readDouble();
      if (classes > 0 && !(target[row] >= 0 && target[row] < classes)) {
        throw new IOException("the rows are damaged: class " + target[row]);
      }
    }
    try {
      float[] quantities = floats(input, Math.multiplyExact(rows, design.dense()));
      int[] places = new int[Math.multiplyExact(rows, design.categorical())];
      for (int place = 0; place < places.length; place++) {
        places[place] = input.readInt();
      }
      DesignRows kept = new DesignRows(rows, quantities, places);
      return new NearestRows(design, factors, neighbours, classes, target, kept);
    } catch (ArithmeticException tooMany) {
      throw new IOException("the rows are damaged", tooMany);
    }
  }

  private static float[] floats(DataInput input, int count) throws IOException {
    float[] values = new float[Math.min(count, FIRST)];
    for (int index = 0; index < count; index++) {
      if (index == values.length) {
        values = Arrays.copyOf(values, Math.min(count, 2 * index));
      }
      values[index] = input.readFloat();
    }
    return values;
  }
}
