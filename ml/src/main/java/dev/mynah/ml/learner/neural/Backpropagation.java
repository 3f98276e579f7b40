// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neural;

import dev.mynah.ml.preprocess.DesignRows;
import java.util.Arrays;

/** Steps of a network against the gradient of its loss on a few rows at a time. */
final class Backpropagation {
  private final Mlp network;
  private final int classes;
  private final int dense;
  private final int categorical;
  private final float[] in;
  private final int[] places;
  private final float[][] active = new float[3][];
  private final float[][] delta = new float[3][];
  private final float[][] transposed = new float[3][];
  private final Adam[] weightSteps = new Adam[3];
  private final Adam[] biasSteps = new Adam[3];
  private int steps;

  Backpropagation(Mlp network, int classes, int batch) {
    this.network = network;
    this.classes = classes;
    this.dense = network.design().dense();
    this.categorical = network.design().categorical();
    this.in = new float[batch * dense];
    this.places = new int[batch * categorical];
    for (int depth = 0; depth < 3; depth++) {
      Layer layer = network.layers().get(depth);
      active[depth] = new float[batch * layer.outputs()];
      delta[depth] = new float[batch * layer.outputs()];
      transposed[depth] = depth == 0 ? new float[0] : new float[layer.weights().length];
      weightSteps[depth] = new Adam(layer.weights().length);
      biasSteps[depth] = new Adam(layer.outputs());
    }
  }

  /** Learns from {@code order[from]} to {@code order[to - 1]}. */
  void step(
      DesignRows rows, float[] targets, int[] order, int from, int to, double rate, double decay) {
    int count = to - from;
    for (int index = 0; index < count; index++) {
      int row = order[from + index];
      System.arraycopy(rows.quantities(), row * dense, in, index * dense, dense);
      System.arraycopy(rows.places(), row * categorical, places, index * categorical, categorical);
    }
    network.forward(in, places, count, active);
    for (int index = 0; index < count; index++) {
      outputDelta(targets[order[from + index]], index, 1f / count);
    }
    backward(2, count);
    backward(1, count);
    addFirstGradient(count);
    steps++;
    for (int depth = 0; depth < 3; depth++) {
      Layer layer = network.layers().get(depth);
      weightSteps[depth].step(layer.weights(), steps, rate, decay);
      biasSteps[depth].step(layer.bias(), steps, rate, 0);
    }
  }

  /** The gradient by a raw output is the answer less the truth, for all three losses. */
  private void outputDelta(float target, int index, float share) {
    int outputs = network.outputs();
    float[] raw = active[2];
    float[] errors = delta[2];
    int at = index * outputs;
    if (classes == 0) {
      errors[at] = (raw[at] - target) * share;
    } else if (classes == 2) {
      errors[at] = ((float) (1 / (1 + StrictMath.exp(-raw[at]))) - target) * share;
    } else {
      float max = raw[at];
      for (int output = 1; output < outputs; output++) {
        max = Math.max(max, raw[at + output]);
      }
      float sum = 0;
      for (int output = 0; output < outputs; output++) {
        errors[at + output] = (float) StrictMath.exp(raw[at + output] - max);
        sum += errors[at + output];
      }
      for (int output = 0; output < outputs; output++) {
        float truth = output == (int) target ? 1 : 0;
        errors[at + output] = (errors[at + output] / sum - truth) * share;
      }
    }
  }

  /** Adds the gradient of a layer and hands the errors down to the one before. */
  private void backward(int depth, int count) {
    Layer layer = network.layers().get(depth);
    float[] below = active[depth - 1];
    float[] errorsBelow = delta[depth - 1];
    float[] errors = delta[depth];
    int inputs = layer.inputs();
    int outputs = layer.outputs();
    transpose(layer, transposed[depth]);
    Arrays.fill(errorsBelow, 0, count * inputs, 0);
    for (int row = 0; row < count; row++) {
      Layer.addProduct(
          errors, row * outputs, outputs, transposed[depth], inputs, errorsBelow, row * inputs);
    }
    for (int index = 0; index < count * inputs; index++) {
      errorsBelow[index] = below[index] > 0 ? errorsBelow[index] : 0;
    }
    addGradient(below, inputs, errors, outputs, count, weightSteps[depth].gradient());
    addBias(errors, outputs, count, biasSteps[depth].gradient());
  }

  private void addFirstGradient(int count) {
    int outputs = network.layers().get(0).outputs();
    float[] gradient = weightSteps[0].gradient();
    addGradient(in, dense, delta[0], outputs, count, gradient);
    for (int row = 0; row < count; row++) {
      for (int slot = 0; slot < categorical; slot++) {
        int input = dense + places[row * categorical + slot];
        addScaled(delta[0], row * outputs, outputs, 1, gradient, input * outputs);
      }
    }
    addBias(delta[0], outputs, count, biasSteps[0].gradient());
  }

  /** Adds inputs times errors to the gradient of each pair of them, four rows at a time. */
  private static void addGradient(
      float[] in, int inputs, float[] errors, int outputs, int count, float[] gradient) {
    int row = 0;
    for (; row + 4 <= count; row += 4) {
      int from = row * outputs;
      for (int input = 0; input < inputs; input++) {
        float a = in[row * inputs + input];
        float b = in[(row + 1) * inputs + input];
        float c = in[(row + 2) * inputs + input];
        float d = in[(row + 3) * inputs + input];
        if (a == 0 && b == 0 && c == 0 && d == 0) {
          continue;
        }
        int to = input * outputs;
        for (int output = 0; output < outputs; output++) {
          gradient[to + output] +=
              a * errors[from + output]
                  + b * errors[from + outputs + output]
                  + c * errors[from + 2 * outputs + output]
                  + d * errors[from + 3 * outputs + output];
        }
      }
    }
    for (; row < count; row++) {
      for (int input = 0; input < inputs; input++) {
        float value = in[row * inputs + input];
        if (value != 0) {
          addScaled(errors, row * outputs, outputs, value, gradient, input * outputs);
        }
      }
    }
  }

  private static void addBias(float[] errors, int outputs, int count, float[] gradient) {
    for (int row = 0; row < count; row++) {
      addScaled(errors, row * outputs, outputs, 1, gradient, 0);
    }
  }

  private static void addScaled(
      float[] from, int start, int count, float factor, float[] to, int at) {
    for (int index = 0; index < count; index++) {
      to[at + index] += factor * from[start + index];
    }
  }

  private static void transpose(Layer layer, float[] to) {
    for (int input = 0; input < layer.inputs(); input++) {
      for (int output = 0; output < layer.outputs(); output++) {
        to[output * layer.inputs() + input] = layer.weights()[input * layer.outputs() + output];
      }
    }
  }
}
