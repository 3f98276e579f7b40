// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.RoleOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the options of CREATE USER and ALTER USER, in any order. */
final class RoleOptionsReader {
  private static final List<String> WORDS =
      List.of(
          "SUPERUSER",
          "NOSUPERUSER",
          "LOGIN",
          "NOLOGIN",
          "PASSWORD",
          "VALID UNTIL",
          "CONNECTION LIMIT",
          "IN ROLE",
          "ROLE");

  private final TokenCursor cursor;
  private final Set<String> seen = new HashSet<>();
  private final List<String> inRoles = new ArrayList<>();
  private final List<String> members = new ArrayList<>();
  private @Nullable Boolean superuser;
  private @Nullable Boolean login;
  private @Nullable String password;
  private boolean noPassword;
  private @Nullable String validUntil;
  private @Nullable Integer connectionLimit;

  /**
   * @param login whether the statement's own word means LOGIN
   */
  RoleOptionsReader(TokenCursor cursor, boolean login) {
    this.cursor = cursor;
    this.login = login ? Boolean.TRUE : null;
  }

  RoleOptions read() {
    cursor.take("with");
    while (!cursor.atEnd()) {
      option();
    }
    return new RoleOptions(
        Optional.ofNullable(superuser),
        Optional.ofNullable(login),
        Optional.ofNullable(password),
        noPassword,
        Optional.ofNullable(validUntil),
        Optional.ofNullable(connectionLimit),
        inRoles,
        members);
  }

  private void option() {
    int position = cursor.position();
    String word = cursor.peek().isName() ? cursor.peek().value() : "";
    switch (word) {
      case "superuser", "nosuperuser" -> superuser = once("superuser", word.startsWith("s"));
      case "login", "nologin" -> login = once("login", word.startsWith("l"));
      case "encrypted", "unencrypted" -> cursor.advance();
      case "password" -> password();
      case "valid" -> {
        once("valid", true);
        cursor.expect("until");
        validUntil = cursor.string("a time");
      }
      case "connection" -> {
        once("connection", true);
        cursor.expect("limit");
        connectionLimit = limit();
      }
      case "in" -> {
        cursor.advance();
        if (!cursor.take("role")) {
          cursor.expect("group");
        }
        inRoles.addAll(RoleParser.names(cursor));
      }
      case "role", "user" -> {
        cursor.advance();
        members.addAll(RoleParser.names(cursor));
      }
      case "inherit", "nocreatedb", "nocreaterole", "noreplication", "nobypassrls" ->
          cursor.advance();
      case "noinherit", "createdb", "createrole", "createuser", "replication", "bypassrls" ->
          throw new DatastoreException(
                  ErrorCode.FEATURE_NOT_SUPPORTED,
                  "%s is not supported".formatted(cursor.peek().value().toUpperCase(Locale.ROOT)))
              .withHint("Superusers make users; roles give their members what they may do.")
              .withPosition(position);
      default -> throw cursor.unexpected("an option", WORDS);
    }
  }

  private boolean once(String option, boolean value) {
    if (!seen.add(option)) {
      throw cursor.error("conflicting or redundant options", cursor.position());
    }
    cursor.advance();
    return value;
  }

  private void password() {
    once("password", true);
    if (cursor.take("null")) {
      noPassword = true;
      return;
    }
    password = cursor.secret("a password");
  }

  private int limit() {
    if (cursor.takeSymbol("-")) {
      NumberReader.wholeNumber(cursor, "1", 1);
      return -1;
    }
    return NumberReader.count(cursor, "the limit", 0);
  }
}
