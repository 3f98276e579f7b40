// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.NearestName;
import dev.mynah.sql.tree.Setting;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code '(' key value, ... ')'}. */
final class SettingsReader {
  private SettingsReader() {}

  /** Passes a list whose keys are known. */
  static List<Setting> known(TokenCursor cursor, List<String> keys) {
    List<Setting> settings = any(cursor);
    for (Setting setting : settings) {
      if (!keys.contains(setting.key())) {
        throw unknown(cursor, setting, keys);
      }
    }
    return settings;
  }

  /** Passes a list with any keys, each at most once. */
  static List<Setting> any(TokenCursor cursor) {
    cursor.expectSymbol("(");
    List<Setting> settings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    do {
      Setting setting = setting(cursor);
      if (!seen.add(setting.key())) {
        throw cursor.error(
            "setting %s is given twice".formatted(setting.key()), setting.position());
      }
      settings.add(setting);
    } while (cursor.takeSymbol(","));
    cursor.closeList();
    return settings;
  }

  private static Setting setting(TokenCursor cursor) {
    int position = cursor.position();
    String key = cursor.name("a setting").text().toUpperCase(Locale.ROOT);
    return new Setting(key, value(cursor, key), position);
  }

  private static String value(TokenCursor cursor, String key) {
    boolean negative = cursor.takeSymbol("-");
    Token token = cursor.peek();
    String value =
        switch (token.kind()) {
          case NUMBER -> negative ? "-" + token.value() : token.value();
          case STRING, IDENTIFIER, QUOTED_IDENTIFIER -> negative ? "" : token.value();
          case BIT_STRING, PARAMETER, OPERATOR, SYMBOL -> "";
        };
    boolean isText = token.kind() == TokenKind.STRING && !negative;
    if (value.isEmpty() && !isText) {
      throw cursor.unexpected("a value for " + key);
    }
    cursor.advance();
    return value;
  }

  private static DatastoreException unknown(
      TokenCursor cursor, Setting setting, List<String> keys) {
    DatastoreException error =
        cursor.error("setting %s is not known".formatted(setting.key()), setting.position());
    Optional<String> nearest = NearestName.of(setting.key(), keys);
    return error.withHint(
        nearest
            .map(key -> "Did you mean %s?".formatted(key))
            .orElse("The settings are %s.".formatted(TokenCursor.inWords(keys))));
  }
}
