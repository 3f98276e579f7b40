// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.ml.format.ModelReader;
import dev.mynah.ml.format.ModelWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class ModelFormatTest {
  private static final int ROWS = 200;

  @Test
  void bytesGiveAPredictorOfBitEqualAnswers() {
    for (DataType type : List.of(DataType.DOUBLE, DataType.BOOLEAN, DataType.TEXT)) {
      SharedTable table = MadeRows.learnable(ROWS, type);
      Predictor predictor = trained(table);
      Predictor read = ModelReader.read(ModelWriter.write(predictor));
      assertThat(answers(read, table)).containsExactly(answers(predictor, table));
      assertThat(read.inputs()).isEqualTo(predictor.inputs());
      assertThat(read.classes()).isEqualTo(predictor.classes());
      assertThat(read.target()).isEqualTo(predictor.target());
      assertThat(read.problemType()).isEqualTo(predictor.problemType());
      assertThat(ModelWriter.write(read)).isEqualTo(ModelWriter.write(predictor));
    }
  }

  @Test
  void bytesCutOffAnywhereAreRefused() {
    byte[] bytes = bytes();
    for (int length = 0; length < bytes.length; length += length < 200 ? 1 : 997) {
      byte[] cut = Arrays.copyOf(bytes, length);
      unreadable(cut, length < 12 ? "It has only %d bytes.".formatted(length) : "Its checksum");
    }
  }

  @Test
  void aFlippedBitIsNoticed() {
    byte[] bytes = bytes();
    Random random = new Random(1);
    for (int flip = 0; flip < 500; flip++) {
      byte[] damaged = bytes.clone();
      int place = 8 + random.nextInt(bytes.length - 8);
      damaged[place] ^= (byte) (1 << random.nextInt(8));
      unreadable(damaged, "Its checksum");
    }
  }

  @Test
  void nonsenseUnderARightChecksumIsRefusedOrHarmless() {
    // Lengths that promise gigabytes must not be believed, nor may anything else escape.
    byte[] bytes = bytes();
    Random random = new Random(2);
    for (int flip = 0; flip < 2_000; flip++) {
      byte[] damaged = bytes.clone();
      int place = 8 + random.nextInt(Math.min(600, bytes.length - 12));
      damaged[place] = (byte) random.nextInt();
      sign(damaged);
      try {
        ModelReader.read(damaged);
      } catch (DatastoreException exception) {
        assertThat(exception.code()).isEqualTo(ErrorCode.MODEL_UNREADABLE);
      }
    }
  }

  @Test
  void otherFilesAreRefused() {
    unreadable(
        "this is a text, no model".getBytes(StandardCharsets.UTF_8),
        "It does not begin like a model.");
  }

  @Test
  void aLaterVersionIsNamed() {
    byte[] bytes = bytes();
    ByteBuffer.wrap(bytes).putInt(4, 99);
    unreadable(bytes, "It has version 99 of the format, and this program reads versions up to 5.");
  }

  @Test
  void everyKindOfModelIsWrittenAndRead() {
    for (ModelType type : ModelType.values()) {
      for (DataType target : List.of(DataType.DOUBLE, DataType.BOOLEAN, DataType.TEXT)) {
        SharedTable table = MadeRows.learnable(150, target);
        SearchRequest request =
            new SearchRequest(
                "y", type, Optional.empty(), Set.of(), Optional.empty(), 1, 1, Optional.empty());
        Predictor predictor =
            AutoMl.search(table.dataset(), request, SearchListener.NONE).predictor();
        Predictor read = ModelReader.read(ModelWriter.write(predictor));
        assertThat(answers(read, table)).containsExactly(answers(predictor, table));
      }
    }
  }

  @Test
  void earlierVersionsAreStillRead() throws IOException {
    SharedTable table = MadeRows.learnable(ROWS, DataType.BOOLEAN);
    Predictor found = trained(table);
    Predictor plain =
        new Predictor(
            found.target(),
            found.inputs(),
            found.problemType(),
            found.classes(),
            found.encoder(),
            found.members().stream()
                .map(member -> new Member(member.model(), member.weight()))
                .toList());
    byte[] bytes = ModelWriter.write(plain);
    // What a later version added comes last: a section's number, its length and its content.
    int spread = 1 + 4 + 8 + 4 + sizesBytes(plain);
    int background = 1 + 4 + 4;
    int decision = 1 + 4 + 8 + 16 * (1 + plain.members().size());
    for (int version = 3; version >= 1; version--) {
      int cut = spread + (version < 3 ? background : 0) + (version < 2 ? decision : 0);
      byte[] earlier = Arrays.copyOf(bytes, bytes.length - cut);
      ByteBuffer.wrap(earlier).putInt(4, version);
      sign(earlier);
      Predictor read = ModelReader.read(earlier);
      assertThat(answers(read, table)).containsExactly(answers(plain, table));
      assertThat(read.background().rows()).isZero();
      assertThat(read.spread().isKnown()).isFalse();
    }
  }

  private static int sizesBytes(Predictor predictor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    predictor.spread().sizes().write(new DataOutputStream(bytes));
    return bytes.size();
  }

  private static void sign(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) checksum.getValue());
  }

  private static void unreadable(byte[] bytes, String detail) {
    assertThatThrownBy(() -> ModelReader.read(bytes))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            exception -> {
              assertThat(exception.code()).isEqualTo(ErrorCode.MODEL_UNREADABLE);
              assertThat(exception.message()).isEqualTo("the model cannot be read");
              assertThat(exception.detail().orElseThrow()).startsWith(detail);
            });
  }

  private static byte[] bytes() {
    return ModelWriter.write(trained(MadeRows.learnable(ROWS, DataType.BOOLEAN)));
  }

  private static Predictor trained(SharedTable table) {
    return AutoMl.search(table.dataset(), SearchRequest.forTarget("y"), SearchListener.NONE)
        .predictor();
  }

  private static double[] answers(Predictor predictor, SharedTable table) {
    double[] answers = new double[table.rows().size() * predictor.outputs()];
    predictor.predict(table.without("y"), answers);
    return answers;
  }
}
