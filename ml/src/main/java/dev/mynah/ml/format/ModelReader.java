// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.format;

import dev.mynah.ml.automl.Calibration;
import dev.mynah.ml.automl.Member;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.automl.ProblemType;
import dev.mynah.ml.automl.Spread;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import dev.mynah.ml.preprocess.CategorySource;
import dev.mynah.ml.preprocess.DatePart;
import dev.mynah.ml.preprocess.DatePartSource;
import dev.mynah.ml.preprocess.FeatureEncoder;
import dev.mynah.ml.preprocess.FeatureSource;
import dev.mynah.ml.preprocess.NumberSource;
import dev.mynah.ml.preprocess.TermSource;
import dev.mynah.ml.preprocess.Terms;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads what a {@link ModelWriter} wrote. */
public final class ModelReader {
  private ModelReader() {}

  /**
   * Reads a predictor.
   *
   * @throws DatastoreException MODEL_UNREADABLE when the bytes are damaged, cut off or of a version
   *     that this program does not know
   */
  public static Predictor read(byte[] bytes) {
    checkFrame(bytes);
    try {
      Input input = new Input(bytes, 8, bytes.length - Section.FRAME_BYTES);
      Predictor predictor = predictor(input, ByteBuffer.wrap(bytes).getInt(4));
      input.expectEnd();
      return predictor;
    } catch (IOException | RuntimeException exception) {
      throw unreadable("Its content makes no sense.").withCause(exception);
    }
  }

  private static void checkFrame(byte[] bytes) {
    if (bytes.length < Section.FRAME_BYTES) {
      throw unreadable("It has only %d bytes.".formatted(bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getInt(0) != Section.MAGIC) {
      throw unreadable("It does not begin like a model.");
    }
    int version = buffer.getInt(4);
    if (version < Section.FIRST_VERSION || version > Section.VERSION) {
      throw unreadable(
              "It has version %d of the format, and this program reads versions up to %d."
                  .formatted(version, Section.VERSION))
          .withHint("Use the release of Mynah that wrote it, or a later one.");
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - 4);
    if ((int) checksum.getValue() != buffer.getInt(bytes.length - 4)) {
      throw unreadable("Its checksum is wrong: it is damaged or cut off.");
    }
  }

  private static DatastoreException unreadable(String detail) {
    return new DatastoreException(ErrorCode.MODEL_UNREADABLE, "the model cannot be read")
        .withDetail(detail);
  }

  private static Predictor predictor(Input input, int version) throws IOException {
    Task task = section(Section.TASK, input, ModelReader::task);
    List<Column> inputs = section(Section.INPUTS, input, ModelReader::inputs);
    FeatureEncoder encoder = section(Section.ENCODER, input, ModelReader::encoder);
    List<Member> members = section(Section.MEMBERS, input, ModelReader::members);
    Predictor plain =
        new Predictor(task.target(), inputs, task.problemType(), task.classes(), encoder, members);
    if (version < Section.VERSION_OF_DECISION) {
      return plain;
    }
    Predictor predictor = section(Section.DECISION, input, decision -> decided(decision, plain));
    if (version < Section.VERSION_OF_BACKGROUND) {
      return predictor;
    }
    Predictor explained =
        predictor.withBackground(
            section(Section.BACKGROUND, input, rows -> background(rows, encoder)));
    return version < Section.VERSION_OF_SPREAD
        ? explained
        : explained.withSpread(section(Section.SPREAD, input, ModelReader::spread));
  }

  /** What is predicted. */
  private record Task(Column target, ProblemType problemType, List<String> classes) {}

  private static Task task(Input input) throws IOException {
    return new Task(input.column(), ProblemType.valueOf(input.text()), input.texts());
  }

  /** Reads how the answers of the members become one. */
  private static Predictor decided(Input input, Predictor plain) throws IOException {
    double threshold = input.data().readDouble();
    Calibration calibration = calibration(input);
    List<Member> calibrated = new ArrayList<>();
    for (Member member : plain.members()) {
      calibrated.add(new Member(member.model(), member.weight(), calibration(input)));
    }
    return new Predictor(
        plain.target(),
        plain.inputs(),
        plain.problemType(),
        plain.classes(),
        plain.encoder(),
        calibrated,
        calibration,
        threshold);
  }

  private static FeatureMatrix background(Input input, FeatureEncoder encoder) throws IOException {
    int rows = input.count();
    float[][] columns = new float[rows == 0 ? 0 : encoder.sources().size()][rows];
    for (float[] column : columns) {
      for (int row = 0; row < rows; row++) {
        column[row] = input.data().readFloat();
      }
    }
    return new FeatureMatrix(rows == 0 ? List.of() : encoder.features(), columns, rows);
  }

  private static Spread spread(Input input) throws IOException {
    double share = input.data().readDouble();
    double[] quotients = new double[input.count()];
    for (int index = 0; index < quotients.length; index++) {
      quotients[index] = input.data().readDouble();
    }
    return new Spread(TreeEnsemble.read(input.data()), share, quotients);
  }

  private static <T> T section(Section section, Input input, Input.Content<T> content)
      throws IOException {
    int found = input.data().readByte();
    if (found != section.number()) {
      throw new IOException("section %d in place of %s".formatted(found, section));
    }
    return input.block(content);
  }

  private static List<Column> inputs(Input input) throws IOException {
    int count = input.count();
    List<Column> columns = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      columns.add(input.column());
    }
    return columns;
  }

  private static FeatureEncoder encoder(Input input) throws IOException {
    int count = input.count();
    List<FeatureSource> sources = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      sources.add(source(input, sources));
    }
    return new FeatureEncoder(sources);
  }

  private static FeatureSource source(Input input, List<FeatureSource> before) throws IOException {
    int kind = input.data().readByte();
    int place = input.data().readInt();
    String name = input.text();
    return switch (kind) {
      case ModelWriter.NUMBER -> new NumberSource(place, name, input.data().readDouble());
      case ModelWriter.CATEGORY ->
          new CategorySource(place, name, input.texts(), input.data().readBoolean());
      case ModelWriter.DATE_PART -> new DatePartSource(place, name, DatePart.valueOf(input.text()));
      case ModelWriter.TERM -> terms(input, place, name, before);
      default -> throw new IOException("a source of the unknown kind " + kind);
    };
  }

  /** Reads a part of a column's terms, which only the first part has. */
  private static TermSource terms(Input input, int place, String name, List<FeatureSource> before)
      throws IOException {
    int part = input.data().readInt();
    List<String> own = input.texts();
    if (part == 0) {
      return new TermSource(place, name, new Terms(own), 0);
    }
    if (!before.isEmpty()
        && before.getLast() instanceof TermSource last
        && last.input() == place
        && last.part() == part - 1) {
      return new TermSource(place, name, last.terms(), part);
    }
    throw new IOException("part %d of the terms of a column without a part before".formatted(part));
  }

  private static Calibration calibration(Input input) throws IOException {
    return new Calibration(input.data().readDouble(), input.data().readDouble());
  }

  private static List<Member> members(Input input) throws IOException {
    int count = input.count();
    List<Member> members = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      double weight = input.data().readDouble();
      ModelKind kind = ModelKind.valueOf(input.text());
      members.add(new Member(input.block(kind::read), weight));
    }
    return members;
  }
}
