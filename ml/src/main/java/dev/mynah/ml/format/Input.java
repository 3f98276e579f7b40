// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.format;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bytes being read. No length is believed that exceeds the bytes that are left. */
final class Input {
  private final DataInputStream data;

  Input(byte[] bytes, int start, int length) {
    this.data = new DataInputStream(new ByteArrayInputStream(bytes, start, length));
  }

  /** Reads the content of something. */
  interface Content<T> {
    T read(Input input) throws IOException;
  }

  DataInputStream data() {
    return data;
  }

  /** Reads a count of things that take at least a byte each. */
  int count() throws IOException {
    int count = data.readInt();
    if (count < 0 || count > data.available()) {
      throw new IOException("a length of %d with %d bytes left".formatted(count, data.available()));
    }
    return count;
  }

  /** Reads content behind its length, all of it. */
  <T> T block(Content<T> content) throws IOException {
    byte[] bytes = data.readNBytes(count());
    Input inner = new Input(bytes, 0, bytes.length);
    T value = content.read(inner);
    inner.expectEnd();
    return value;
  }

  void expectEnd() throws IOException {
    if (data.available() > 0) {
      throw new IOException("%d bytes too many".formatted(data.available()));
    }
  }

  String text() throws IOException {
    return new String(data.readNBytes(count()), StandardCharsets.UTF_8);
  }

  List<String> texts() throws IOException {
    int count = count();
    List<String> texts = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      texts.add(text());
    }
    return texts;
  }

  float[] reals() throws IOException {
    float[] values = new float[count()];
    for (int index = 0; index < values.length; index++) {
      values[index] = data.readFloat();
    }
    return values;
  }

  Column column() throws IOException {
    String name = text();
    DataType.Kind kind = DataType.Kind.valueOf(text());
    return new Column(name, new DataType(kind, data.readInt(), data.readInt(), text()));
  }
}
