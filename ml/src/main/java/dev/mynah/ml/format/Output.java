// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.format;

import dev.mynah.spi.data.Column;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes under way. */
final class Output {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream data = new DataOutputStream(bytes);

  /** Writes the content of something. */
  interface Content {
    void write(Output output) throws IOException;
  }

  DataOutputStream data() {
    return data;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** Writes content behind its length. */
  void block(Content content) throws IOException {
    Output inner = new Output();
    content.write(inner);
    byte[] written = inner.toByteArray();
    data.writeInt(written.length);
    data.write(written);
  }

  void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(utf8.length);
    data.write(utf8);
  }

  void texts(List<String> texts) throws IOException {
    data.writeInt(texts.size());
    for (String text : texts) {
      text(text);
    }
  }

  void reals(float[] values) throws IOException {
    data.writeInt(values.length);
    for (float value : values) {
      data.writeFloat(value);
    }
  }

  void column(Column column) throws IOException {
    text(column.name());
    text(column.type().kind().name());
    data.writeInt(column.type().precision());
    data.writeInt(column.type().scale());
    text(column.type().engineName());
  }
}
