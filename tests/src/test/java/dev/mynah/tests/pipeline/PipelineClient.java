// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mynah.tests.server.TestedServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends messages of the extended protocol without waiting for answers, and returns
 * these as short texts: the message's letter, with the tag, the SQLSTATE, the cells or the state.
 */
public final class PipelineClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int VERSION = 3 << 16;

  private final Socket socket;
  private final DataInputStream in;
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private final List<String> errors = new ArrayList<>();

  /** Connects and logs in. */
  public PipelineClient(TestedServer server) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      Message hello = new Message();
      hello.int32(VERSION).text("user").text("mynah").text("database").text("mynah").text("");
      hello.frame(unsent);
      answers(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PipelineClient parse(String name, String text) {
    return send('P', new Message().text(name).text(text).int16(0));
  }

  /** Binds texts; null is NULL. */
  public PipelineClient bind(String portal, String statement, List<@Nullable String> values) {
    Message message = new Message().text(portal).text(statement).int16(0).int16(values.size());
    values.forEach(message::value);
    return send('B', message.int16(0));
  }

  public PipelineClient describePortal(String name) {
    return send('D', new Message().bytes("P".getBytes(UTF_8)).text(name));
  }

  public PipelineClient execute(String portal) {
    return send('E', new Message().text(portal).int32(0));
  }

  public PipelineClient closePortal(String name) {
    return send('C', new Message().bytes("P".getBytes(UTF_8)).text(name));
  }

  public PipelineClient flush() {
    return send('H', new Message());
  }

  public PipelineClient sync() {
    return send('S', new Message());
  }

  public PipelineClient query(String text) {
    return send('Q', new Message().text(text));
  }

  /** Sends a simple query and returns its answers. */
  public List<String> ask(String text) {
    query(text);
    return answers(1);
  }

  private PipelineClient send(char type, Message message) {
    unsent.write(type);
    message.frame(unsent);
    return this;
  }

  /** Sends what is unsent and returns the answers up to the so-manieth ReadyForQuery. */
  public List<String> answers(int ready) {
    List<String> answers = new ArrayList<>();
    int seen = 0;
    while (seen < ready) {
      String answer = next();
      answers.add(answer);
      seen += answer.startsWith("Z") ? 1 : 0;
    }
    return answers;
  }

  /** Sends what is unsent and returns so many answers. */
  public List<String> some(int count) {
    List<String> answers = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      answers.add(next());
    }
    return answers;
  }

  /** Returns the messages of all errors so far. */
  public List<String> errors() {
    return errors;
  }

  private String next() {
    try {
      if (unsent.size() > 0) {
        socket.getOutputStream().write(unsent.toByteArray());
        unsent.reset();
      }
      while (true) {
        char type = (char) in.readUnsignedByte();
        byte[] content = in.readNBytes(in.readInt() - 4);
        if ("SNRKA".indexOf(type) < 0) {
          return type + read(type, content);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(char type, byte[] content) throws IOException {
    String text = new String(content, UTF_8);
    return switch (type) {
      case 'C' -> " " + text.substring(0, text.length() - 1);
      case 'Z' -> " " + text;
      case 'E' -> {
        errors.add(field(text, 'M'));
        yield " " + field(text, 'C');
      }
      case 'D' -> " " + String.join("|", cells(content));
      default -> "";
    };
  }

  private static String field(String text, char name) {
    for (String field : text.split("\0", -1)) {
      if (field.indexOf(name) == 0) {
        return field.substring(1);
      }
    }
    return "";
  }

  private static List<String> cells(byte[] content) throws IOException {
    DataInputStream row = new DataInputStream(new ByteArrayInputStream(content));
    List<String> cells = new ArrayList<>();
    for (int left = row.readUnsignedShort(); left > 0; left--) {
      int length = row.readInt();
      cells.add(length < 0 ? "NULL" : new String(row.readNBytes(length), UTF_8));
    }
    return cells;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of a message. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message int16(int value) {
      bytes.write(value >> 8);
      bytes.write(value);
      return this;
    }

    Message int32(int value) {
      return int16(value >> 16).int16(value);
    }

    Message bytes(byte[] value) {
      bytes.writeBytes(value);
      return this;
    }

    Message text(String value) {
      bytes.writeBytes(value.getBytes(UTF_8));
      bytes.write(0);
      return this;
    }

    void value(@Nullable String value) {
      if (value == null) {
        int32(-1);
      } else {
        byte[] text = value.getBytes(UTF_8);
        int32(text.length).bytes(text);
      }
    }

    void frame(ByteArrayOutputStream target) {
      byte[] content = bytes.toByteArray();
      target.writeBytes(new Message().int32(content.length + 4).bytes.toByteArray());
      target.writeBytes(content);
    }
  }
}
