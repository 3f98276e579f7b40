// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neural;

import dev.mynah.ml.preprocess.RowDesign;
import dev.mynah.ml.preprocess.RowDesignBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Networks as bytes. Arrays grow as they are read, so a wrong length runs out of bytes. */
public final class MlpBytes {
  private static final int MAX_NEURONS = 1 << 20;
  private static final int FIRST = 1 << 12;

  private MlpBytes() {}

  /** Writes a network so that {@link #read} gives one of bit-equal scores. */
  public static void write(Mlp network, DataOutput output) throws IOException {
    output.writeDouble(network.mean());
    output.writeDouble(network.deviation());
    RowDesignBytes.write(network.design(), output);
    for (Layer layer : network.layers()) {
      output.writeInt(layer.inputs());
      output.writeInt(layer.outputs());
      for (float weight : layer.weights()) {
        output.writeFloat(weight);
      }
      for (float bias : layer.bias()) {
        output.writeFloat(bias);
      }
    }
  }

  /**
   * Reads a network.
   *
   * @throws IOException if the bytes are not those of a network
   */
  public static Mlp read(DataInput input) throws IOException {
    double mean = input.readDouble();
    double deviation = input.readDouble();
    RowDesign design = RowDesignBytes.read(input);
    List<Layer> layers = new ArrayList<>();
    try {
      for (int depth = 0; depth < 3; depth++) {
        int inputs = neurons(input);
        int outputs = neurons(input);
        float[] weights = floats(input, Math.multiplyExact(inputs, outputs));
        layers.add(new Layer(inputs, outputs, weights, floats(input, outputs)));
      }
      return new Mlp(design, layers, mean, deviation);
    } catch (IllegalArgumentException | ArithmeticException broken) {
      throw new IOException("the network is damaged: " + broken.getMessage(), broken);
    }
  }

  private static int neurons(DataInput input) throws IOException {
    int count = input.readInt();
    if (count < 0 || count > MAX_NEURONS) {
      throw new IOException("the network is damaged: %d neurons".formatted(count));
    }
    return count;
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
