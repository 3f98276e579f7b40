// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.format;

import dev.mynah.ml.automl.Calibration;
import dev.mynah.ml.automl.Member;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.automl.Spread;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.preprocess.CategorySource;
import dev.mynah.ml.preprocess.DatePartSource;
import dev.mynah.ml.preprocess.FeatureSource;
import dev.mynah.ml.preprocess.NumberSource;
import dev.mynah.ml.preprocess.TermSource;
import dev.mynah.spi.data.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes predictors in Mynah's own format, see {@link Section}. */
public final class ModelWriter {
  static final int NUMBER = 1;
  static final int CATEGORY = 2;
  static final int DATE_PART = 3;
  static final int TERM = 4;

  private ModelWriter() {}

  /** Returns bytes from which {@link ModelReader} makes a predictor of bit-equal answers. */
  public static byte[] write(Predictor predictor) {
    try {
      Output output = new Output();
      output.data().writeInt(Section.MAGIC);
      output.data().writeInt(Section.VERSION);
      for (Section section : Section.values()) {
        output.data().writeByte(section.number());
        output.block(inner -> write(section, predictor, inner));
      }
      CRC32C checksum = new CRC32C();
      checksum.update(output.toByteArray());
      output.data().writeInt((int) checksum.getValue());
      return output.toByteArray();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static void write(Section section, Predictor predictor, Output output)
      throws IOException {
    switch (section) {
      case TASK -> {
        output.column(predictor.target());
        output.text(predictor.problemType().name());
        output.texts(predictor.classes());
      }
      case INPUTS -> {
        output.data().writeInt(predictor.inputs().size());
        for (Column input : predictor.inputs()) {
          output.column(input);
        }
      }
      case ENCODER -> {
        output.data().writeInt(predictor.encoder().sources().size());
        for (FeatureSource source : predictor.encoder().sources()) {
          write(source, output);
        }
      }
      case MEMBERS -> {
        output.data().writeInt(predictor.members().size());
        for (Member member : predictor.members()) {
          output.data().writeDouble(member.weight());
          ModelKind.write(member.model(), output);
        }
      }
      case DECISION -> {
        output.data().writeDouble(predictor.threshold());
        write(predictor.calibration(), output);
        for (Member member : predictor.members()) {
          write(member.calibration(), output);
        }
      }
      case SPREAD -> {
        Spread spread = predictor.spread();
        output.data().writeDouble(spread.share());
        output.data().writeInt(spread.quotients().length);
        for (double quotient : spread.quotients()) {
          output.data().writeDouble(quotient);
        }
        spread.sizes().write(output.data());
      }
      case BACKGROUND -> {
        FeatureMatrix background = predictor.background();
        output.data().writeInt(background.rows());
        for (float[] column : background.columns()) {
          for (int row = 0; row < background.rows(); row++) {
            output.data().writeFloat(column[row]);
          }
        }
      }
    }
  }

  private static void write(Calibration calibration, Output output) throws IOException {
    output.data().writeDouble(calibration.scale());
    output.data().writeDouble(calibration.shift());
  }

  private static void write(FeatureSource source, Output output) throws IOException {
    switch (source) {
      case NumberSource number -> {
        output.data().writeByte(NUMBER);
        output.data().writeInt(number.input());
        output.text(number.name());
        output.data().writeDouble(number.origin());
      }
      case DatePartSource date -> {
        output.data().writeByte(DATE_PART);
        output.data().writeInt(date.input());
        output.text(date.column());
        output.text(date.part().name());
      }
      case TermSource terms -> {
        output.data().writeByte(TERM);
        output.data().writeInt(terms.input());
        output.text(terms.name());
        output.data().writeInt(terms.part());
        // The first part has the terms of all.
        output.texts(terms.part() == 0 ? terms.terms().terms() : List.of());
      }
      case CategorySource category -> {
        output.data().writeByte(CATEGORY);
        output.data().writeInt(category.input());
        output.text(category.name());
        output.texts(category.categories());
        output.data().writeBoolean(category.others());
      }
    }
  }
}
