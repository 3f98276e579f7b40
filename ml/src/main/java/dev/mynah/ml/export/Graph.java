// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A graph of ONNX under way; everything computed has a name, which what follows refers to. */
final class Graph {
  static final int FLOAT = 1;
  static final int INTEGER = 7;
  static final int TEXT = 8;
  static final int DOUBLE = 11;

  /** The domain of tree ensembles and encoders. */
  static final String LEARNING = "ai.onnx.ml";

  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 15;
  private static final int LEARNING_OPERATORS = 3;

  private final Message graph = new Message();
  private final Message properties = new Message();
  private int names;

  /** An attribute of a node. */
  record Attribute(Message content) {
    private static final int REAL = 1;
    private static final int NUMBER = 2;
    private static final int TEXT = 3;
    private static final int REALS = 6;
    private static final int NUMBERS = 7;
    private static final int TEXTS = 8;

    private static Message named(String name, int type) {
      return new Message().text(1, name).number(20, type);
    }

    static Attribute of(String name, long value) {
      return new Attribute(named(name, NUMBER).number(3, value));
    }

    static Attribute of(String name, float value) {
      return new Attribute(named(name, REAL).real(2, value));
    }

    static Attribute of(String name, String value) {
      return new Attribute(named(name, TEXT).text(4, value));
    }

    static Attribute of(String name, float[] values) {
      return new Attribute(named(name, REALS).reals(7, values));
    }

    static Attribute of(String name, long[] values) {
      return new Attribute(named(name, NUMBERS).numbers(8, values));
    }

    static Attribute of(String name, List<String> values) {
      Message content = named(name, TEXTS);
      values.forEach(value -> content.text(9, value));
      return new Attribute(content);
    }
  }

  /** Declares an argument of shape {@code [rows, 1]}. */
  String input(String name, int type) {
    graph.message(11, variable(name, type, 1));
    return name;
  }

  /** Declares that something computed is a result of shape {@code [rows, columns]}. */
  void output(String computed, String name, int type, int columns) {
    node("Identity", "", List.of(computed), name);
    graph.message(12, variable(name, type, columns));
  }

  private static Message variable(String name, int type, int columns) {
    Message shape =
        new Message()
            .message(1, new Message().text(2, "rows"))
            .message(1, new Message().number(1, columns));
    Message tensor = new Message().number(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** Adds an operation and returns the name of what it computes. */
  String node(String operation, List<String> inputs, Attribute... attributes) {
    return node(operation, "", inputs, attributes);
  }

  /** Adds an operation of {@link #LEARNING}. */
  String learningNode(String operation, String input, Attribute... attributes) {
    return node(operation, LEARNING, List.of(input), attributes);
  }

  private String node(
      String operation, String domain, List<String> inputs, Attribute... attributes) {
    String result = next();
    node(operation, domain, inputs, result, attributes);
    return result;
  }

  private void node(
      String operation,
      String domain,
      List<String> inputs,
      String result,
      Attribute... attributes) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, result).text(4, operation);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.content());
    }
    graph.message(1, node.text(7, domain));
  }

  private String next() {
    return "_" + names++;
  }

  String cast(String from, int type) {
    return node("Cast", List.of(from), Attribute.of("to", type));
  }

  String constant(double[] values, long... dimensions) {
    byte[] bytes = new byte[8 * values.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
    return constant(DOUBLE, dimensions, new Message().raw(9, bytes));
  }

  String constant(long[] values, long... dimensions) {
    byte[] bytes = new byte[8 * values.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    return constant(INTEGER, dimensions, new Message().raw(9, bytes));
  }

  String constant(List<String> values) {
    Message content = new Message();
    values.forEach(value -> content.raw(6, value.getBytes(StandardCharsets.UTF_8)));
    return constant(TEXT, new long[] {values.size()}, content);
  }

  private String constant(int type, long[] dimensions, Message content) {
    String name = next();
    Message tensor = new Message().numbers(1, dimensions).number(2, type).text(8, name);
    graph.message(5, tensor.append(content));
    return name;
  }

  /** Says something about the model beside the graph. */
  void property(String key, String value) {
    properties.message(14, new Message().text(1, key).text(2, value));
  }

  byte[] toByteArray(String name) {
    Message model = new Message().number(1, IR_VERSION).text(2, "Mynah");
    model.message(7, graph.text(2, name));
    model.message(8, operators("", OPERATORS)).message(8, operators(LEARNING, LEARNING_OPERATORS));
    return model.append(properties).toByteArray();
  }

  private static Message operators(String domain, int version) {
    return new Message().text(1, domain).number(2, version);
  }
}
