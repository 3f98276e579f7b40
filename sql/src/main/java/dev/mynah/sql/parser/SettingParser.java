// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.SessionStatement;
import dev.mynah.sql.tree.SessionStatement.Discard;
import dev.mynah.sql.tree.SessionStatement.Discarded;
import dev.mynah.sql.tree.SessionStatement.ResetAllSettings;
import dev.mynah.sql.tree.SessionStatement.ResetSetting;
import dev.mynah.sql.tree.SessionStatement.SetSessionCharacteristics;
import dev.mynah.sql.tree.SessionStatement.SetSetting;
import dev.mynah.sql.tree.SessionStatement.SetTransaction;
import dev.mynah.sql.tree.SessionStatement.ShowAllSettings;
import dev.mynah.sql.tree.SessionStatement.ShowSetting;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads SET, RESET, SHOW and DISCARD, after their first word. */
final class SettingParser {
  private static final List<String> DISCARDED =
      List.of("ALL", "PLANS", "SEQUENCES", "TEMP", "TEMPORARY");
  private static final String WHAT = "a setting's name";

  private final TokenCursor cursor;

  SettingParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  SessionStatement set() {
    if (cursor.take("transaction")) {
      return new SetTransaction(new TransactionModesReader(cursor).some());
    }
    if (cursor.take("session", "characteristics", "as", "transaction")) {
      return new SetSessionCharacteristics(new TransactionModesReader(cursor).some());
    }
    boolean local = isScope("local");
    if (local || isScope("session")) {
      cursor.advance();
    }
    if (cursor.take("transaction")) {
      return new SetTransaction(new TransactionModesReader(cursor).some());
    }
    if (cursor.take("time", "zone")) {
      return finished(new SetSetting(local, "timezone", timeZone()));
    }
    if (cursor.take("authorization")) {
      return finished(new SetSetting(local, "session_authorization", oneValue()));
    }
    if (isFollowedByValue("role")) {
      cursor.advance();
      return finished(new SetSetting(local, "role", oneValue()));
    }
    if (cursor.take("names")) {
      List<String> encoding = cursor.atEnd() ? List.of() : oneValue();
      return finished(new SetSetting(local, "client_encoding", encoding));
    }
    if (isFollowedByValue("schema")) {
      cursor.advance();
      return finished(new SetSetting(local, "search_path", oneValue()));
    }
    String name = settingName();
    if (!cursor.take("to") && !cursor.takeSymbol("=")) {
      throw cursor.unexpected("TO or \"=\"");
    }
    return finished(new SetSetting(local, name, values()));
  }

  /** {@code LOCAL} and {@code SESSION} are scopes unless they are the setting's name. */
  private boolean isScope(String word) {
    return cursor.at(word)
        && !cursor.peek(1).isWord("to")
        && !cursor.peek(1).isSymbol("=")
        && !cursor.peek(1).isSymbol(".");
  }

  private boolean isFollowedByValue(String word) {
    return isScope(word) && cursor.peek(1).kind() != TokenKind.SYMBOL;
  }

  SessionStatement reset() {
    if (cursor.take("all")) {
      return finished(new ResetAllSettings());
    }
    return finished(new ResetSetting(specialName()));
  }

  SessionStatement show() {
    if (cursor.take("all")) {
      return finished(new ShowAllSettings());
    }
    return finished(new ShowSetting(specialName()));
  }

  SessionStatement discard() {
    String what = cursor.expectOneOf(DISCARDED);
    return finished(new Discard(Discarded.valueOf(what.equals("TEMPORARY") ? "TEMP" : what)));
  }

  private SessionStatement finished(SessionStatement statement) {
    cursor.expectEnd();
    return statement;
  }

  private String specialName() {
    if (cursor.take("time", "zone")) {
      return "timezone";
    }
    if (cursor.take("transaction", "isolation", "level")) {
      return "transaction_isolation";
    }
    if (cursor.take("session", "authorization")) {
      return "session_authorization";
    }
    return settingName();
  }

  private String settingName() {
    StringBuilder name = new StringBuilder(cursor.name(WHAT).text());
    while (cursor.takeSymbol(".")) {
      name.append('.').append(cursor.name(WHAT).text());
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private List<String> values() {
    if (cursor.take("default")) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    do {
      values.add(value());
    } while (cursor.takeSymbol(","));
    return values;
  }

  private List<String> oneValue() {
    return cursor.take("default") ? List.of() : List.of(value());
  }

  private List<String> timeZone() {
    if (cursor.take("local")) {
      return List.of();
    }
    if (!cursor.take("interval")) {
      return oneValue();
    }
    String interval = cursor.string("an interval");
    if (cursor.take("hour")) {
      cursor.expect("to");
      cursor.expect("minute");
    }
    return List.of(interval);
  }

  private String value() {
    boolean negative = cursor.takeSymbol("-");
    if (!negative) {
      cursor.takeSymbol("+");
    }
    Token token = cursor.peek();
    boolean isValue =
        switch (token.kind()) {
          case NUMBER -> true;
          case IDENTIFIER, QUOTED_IDENTIFIER, STRING -> !negative;
          case BIT_STRING, PARAMETER, OPERATOR, SYMBOL -> false;
        };
    if (!isValue) {
      throw cursor.unexpected("a value");
    }
    cursor.advance();
    return negative ? "-" + token.value() : token.value();
  }
}
