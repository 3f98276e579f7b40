// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The settings that a client asks for as it connects. */
final class StartupSettings {
  /** Said of the connection, not settings of the session. */
  private static final Set<String> NO_SETTINGS =
      Set.of("user", "database", "options", "replication");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$.]*");

  private StartupSettings() {}

  /** Returns the settings in the order given, those of {@code options} first. */
  static Map<String, String> of(Map<String, String> parameters) {
    Map<String, String> settings = new LinkedHashMap<>();
    addOptions(words(parameters.getOrDefault("options", "")), settings);
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      if (!NO_SETTINGS.contains(name) && !name.startsWith("_pq_.")) {
        settings.put(name, parameter.getValue());
      }
    }
    return settings;
  }

  /** Sets them as SET would. */
  static void apply(Map<String, String> settings, Session session) {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      if (!NAME.matcher(setting.getKey()).matches()) {
        throw new DatastoreException(
            ErrorCode.UNDEFINED_OBJECT,
            "unrecognized configuration parameter \"%s\"".formatted(setting.getKey()));
      }
      String statement =
          "SET %s TO %s".formatted(setting.getKey(), Identifiers.literal(setting.getValue()));
      try (Session.Script script = session.script(statement)) {
        StatementResult result = script.next();
        while (result != null) {
          result = script.next();
        }
      }
    }
  }

  /** Understands {@code -c name=value}, {@code -cname=value} and {@code --name=value}. */
  private static void addOptions(List<String> words, Map<String, String> settings) {
    for (int index = 0; index < words.size(); index++) {
      String word = words.get(index);
      String assignment;
      if (word.equals("-c") && index + 1 < words.size()) {
        index++;
        assignment = words.get(index);
      } else if (word.startsWith("--") || word.startsWith("-c")) {
        assignment = word.substring(2);
      } else {
        throw invalid(word);
      }
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw invalid(word);
      }
      settings.put(
          assignment.substring(0, equals).replace('-', '_'), assignment.substring(equals + 1));
    }
  }

  private static DatastoreException invalid(String word) {
    return new DatastoreException(
        ErrorCode.SYNTAX_ERROR, "invalid command-line argument for server process: " + word);
  }

  /** Splits at spaces; a backslash takes the next character as it is. */
  private static List<String> words(String options) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    for (int index = 0; index < options.length(); index++) {
      char character = options.charAt(index);
      if (Character.isWhitespace(character)) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
        continue;
      }
      if (character == '\\' && index + 1 < options.length()) {
        index++;
        character = options.charAt(index);
      }
      word.append(character);
      inWord = true;
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
