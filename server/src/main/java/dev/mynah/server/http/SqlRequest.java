// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for.
 *
 * @param parameters values for $1, $2 ... as texts, null for NULL; absent when none were given
 */
record SqlRequest(String sql, Optional<List<@Nullable String>> parameters) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads a request that is JSON, or a statement as it is. */
  static SqlRequest read(String contentType, byte[] body) throws HttpRefusal {
    if (contentType.startsWith("application/json")) {
      try (JsonParser json = JSON.createParser(body)) {
        return read(json);
      } catch (JsonProcessingException e) {
        // Its message would quote the request.
        throw HttpRefusal.of(HttpRefusal.BAD_REQUEST, "the request is not valid JSON");
      } catch (IOException e) {
        throw HttpRefusal.of(HttpRefusal.BAD_REQUEST, "the request cannot be read");
      }
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return new SqlRequest(text, Optional.empty());
    } catch (CharacterCodingException e) {
      throw HttpRefusal.of(HttpRefusal.BAD_REQUEST, "the request is not UTF-8");
    }
  }

  private static SqlRequest read(JsonParser json) throws IOException, HttpRefusal {
    String sql = null;
    Optional<List<@Nullable String>> parameters = Optional.empty();
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw HttpRefusal.of(HttpRefusal.BAD_REQUEST, "the request is not a JSON object");
    }
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "sql" -> {
          if (value != JsonToken.VALUE_STRING) {
            throw HttpRefusal.of(HttpRefusal.BAD_REQUEST, "\"sql\" must be a text");
          }
          sql = json.getText();
        }
        case "parameters" -> parameters = Optional.of(parameters(json, value));
        default -> throw unknown(name);
      }
    }
    if (json.nextToken() != null) {
      throw HttpRefusal.of(HttpRefusal.BAD_REQUEST, "the request goes on after its JSON object");
    }
    if (sql == null) {
      throw HttpRefusal.of(HttpRefusal.BAD_REQUEST, "the request has no \"sql\"");
    }
    return new SqlRequest(sql, parameters);
  }

  private static HttpRefusal unknown(String name) {
    return HttpRefusal.of(
        HttpRefusal.BAD_REQUEST,
        "the request knows \"sql\" and \"parameters\", not \"%s\"".formatted(name));
  }

  private static List<@Nullable String> parameters(JsonParser json, JsonToken first)
      throws IOException, HttpRefusal {
    if (first != JsonToken.START_ARRAY) {
      throw HttpRefusal.of(HttpRefusal.BAD_REQUEST, "\"parameters\" must be a list");
    }
    List<@Nullable String> values = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == JsonToken.VALUE_NULL) {
        values.add(null);
      } else if (token.isStructStart()) {
        values.add(structure(json));
      } else {
        values.add(json.getText());
      }
    }
    return values;
  }

  /** A list or an object stands for a value of type json. */
  private static String structure(JsonParser json) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = JSON.createGenerator(text)) {
      copy.copyCurrentStructure(json);
    }
    return text.toString();
  }

  /** Tells nothing of the statement. */
  @Override
  public String toString() {
    return "a request with %d characters".formatted(sql.length());
  }
}
