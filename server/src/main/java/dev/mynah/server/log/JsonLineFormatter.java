// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mynah.sql.parser.Redactor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Writes each record as a JSON object on a line of its own; no text in it holds a secret. */
final class JsonLineFormatter extends Formatter {
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public String format(LogRecord logged) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", logged.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("level", logged.getLevel().getName());
      LogEvent event = event(logged);
      json.writeStringField("event", event.name());
      for (Map.Entry<String, Object> field : event.fields().entrySet()) {
        write(field.getKey(), field.getValue(), json);
      }
      if (logged.getThrown() != null) {
        StringWriter stack = new StringWriter();
        logged.getThrown().printStackTrace(new PrintWriter(stack));
        json.writeStringField("stack", Redactor.redact(stack.toString()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString();
  }

  private LogEvent event(LogRecord logged) {
    Object[] parameters = logged.getParameters();
    if (parameters != null && parameters.length == 1 && parameters[0] instanceof LogEvent event) {
      return event;
    }
    return LogEvent.named("message")
        .with("logger", String.valueOf(logged.getLoggerName()))
        .with("message", formatMessage(logged));
  }

  private static void write(String name, Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case Long number -> json.writeNumberField(name, number);
      case Integer number -> json.writeNumberField(name, number);
      case Double number -> json.writeNumberField(name, number);
      case Boolean truth -> json.writeBooleanField(name, truth);
      default -> json.writeStringField(name, Redactor.redact(value.toString()));
    }
  }
}
