// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Designs as bytes. Arrays grow as they are read, so a wrong length runs out of bytes. */
public final class RowDesignBytes {
  private static final int MAX_CARDINALITY = 1 << 16;
  private static final int MAX_KNOTS = 1 << 16;

  private RowDesignBytes() {}

  /** Writes a design so that {@link #read} gives an equal one. */
  public static void write(RowDesign design, DataOutput output) throws IOException {
    output.writeInt(design.terms().size());
    for (RowDesign.Term term : design.terms()) {
      switch (term) {
        case RowDesign.Quantity quantity -> {
          output.writeByte(quantity.flagged() ? 2 : 1);
          float[] values = quantity.scale().values();
          output.writeInt(values.length);
          for (int knot = 0; knot < values.length; knot++) {
            output.writeFloat(values[knot]);
            output.writeFloat(quantity.scale().scores()[knot]);
          }
        }
        case RowDesign.Category category -> {
          output.writeByte(0);
          output.writeInt(category.cardinality());
        }
      }
    }
  }

  /**
   * Reads a design.
   *
   * @throws IOException if the bytes are not those of a design
   */
  public static RowDesign read(DataInput input) throws IOException {
    int count = input.readInt();
    List<RowDesign.Term> terms = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      byte kind = input.readByte();
      if (kind == 0) {
        terms.add(new RowDesign.Category(count(input, MAX_CARDINALITY)));
      } else {
        int knots = count(input, MAX_KNOTS);
        float[] values = new float[Math.min(knots, 256)];
        float[] scores = new float[values.length];
        for (int knot = 0; knot < knots; knot++) {
          if (knot == values.length) {
            values = Arrays.copyOf(values, Math.min(knots, 2 * knot));
            scores = Arrays.copyOf(scores, values.length);
          }
          values[knot] = input.readFloat();
          scores[knot] = input.readFloat();
        }
        terms.add(new RowDesign.Quantity(new NormalScores(values, scores), kind == 2));
      }
    }
    return new RowDesign(terms);
  }

  private static int count(DataInput input, int max) throws IOException {
    int count = input.readInt();
    if (count < 0 || count > max) {
      throw new IOException("the design is damaged: a count of " + count);
    }
    return count;
  }
}
