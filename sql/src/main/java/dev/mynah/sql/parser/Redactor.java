// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes secrets out of a statement's text before it is logged or shown: the literal after PASSWORD,
 * IDENTIFIED BY, SECRET, and after settings whose names say that they hold a key or a token; and
 * what URLs hold of them, before the host and in their parameters.
 *
 * <p>Works on any text. When quotes are not balanced nobody can tell where a secret ends, so all
 * that follows its keyword is taken out. Takes linear time.
 */
public final class Redactor {
  private static final String STARS = "'***'";
  private static final Set<String> WORDS =
      Set.of("password", "passwd", "passphrase", "pwd", "secret", "token", "authorization");
  private static final Set<String> ENDINGS =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "_token",
          "api_key",
          "apikey",
          "access_key",
          "secret_key",
          "private_key",
          "account_key",
          "encryption_key",
          "master_key",
          "connection_string");
  private static final Set<String> LINKS = Set.of("=", "=>", ":", ":=", "(", "to", "is", "as");
  private static final Pattern RAW =
      Pattern.compile(
          "(?i)(password|passwd|passphrase|pwd|secret|token|authorization|identified"
              + "|(api|access|private|account|encryption|master)_?key|connection_string)");

  /** The user and password before a URL's host; a password may hold what should be escaped. */
  private static final Pattern URL_USER =
      Pattern.compile("://([^\\s/?#:@'\"]{0,200}+):[^\\s'\"]{0,1000}@");

  private static final Pattern URL_PARAMETER =
      Pattern.compile(
          "(?i)([?&;][a-z0-9_.-]{0,60}?(?:password|passwd|pwd|secret|token|key|sig|signature)=)"
              + "[^&;#\\s'\"]++");

  private final String text;
  private final StringBuilder redacted;
  private int copied;
  private boolean definesSecret;
  private boolean afterIdentified;

  private Redactor(String text) {
    this.text = text;
    this.redacted = new StringBuilder(text.length());
  }

  /** Returns the text with {@code '***'} in place of each secret. */
  public static String redact(String text) {
    String clean = text.contains("://") ? withoutUrlSecrets(text) : text;
    return RAW.matcher(clean).find() ? new Redactor(clean).byTokens() : clean;
  }

  private static String withoutUrlSecrets(String text) {
    String withoutUser = URL_USER.matcher(text).replaceAll("://$1:***@");
    return URL_PARAMETER.matcher(withoutUser).replaceAll("$1***");
  }

  private String byTokens() {
    Lexer lexer = new Lexer(text);
    String head = "";
    int count = 0;
    int previousEnd = 0;
    Lexeme lexeme = lexer.next();
    while (lexeme != Lexeme.END) {
      if (lexer.fault() == Lexer.Fault.UNTERMINATED) {
        return byWords();
      }
      hideComment(previousEnd, lexer.start());
      previousEnd = lexer.end();
      String word = word(lexeme, lexer);
      count++;
      if (count <= 5 && lexeme == Lexeme.NAME) {
        head = head + ' ' + word;
        definesSecret |= definesSecret(head);
      }
      if (lexeme == Lexeme.SYMBOL && word.equals(";")) {
        count = 0;
        head = "";
        definesSecret = false;
      }
      boolean byIdentified = afterIdentified && word.equals("by");
      afterIdentified = word.equals("identified");
      lexeme = lexer.next();
      if (byIdentified || isSecretWord(word)) {
        lexeme = value(lexer, lexeme, byIdentified);
      }
    }
    if (lexer.openComment() >= 0) {
      return byWords();
    }
    hideComment(previousEnd, text.length());
    return redacted.append(text, copied, text.length()).toString();
  }

  /** A comment that speaks of a secret may hold a statement that was taken out. */
  private void hideComment(int gapFrom, int gapTo) {
    int from = Math.max(gapFrom, copied);
    if (gapTo - from > 2 && RAW.matcher(text).region(from, gapTo).find()) {
      redacted.append(text, copied, from).append(" /* *** */ ");
      copied = gapTo;
    }
  }

  /** CREATE or ALTER of what holds a secret: there a word without quotes may be meant as one. */
  private static boolean definesSecret(String head) {
    boolean defines = head.startsWith(" create") || head.startsWith(" alter");
    return defines
        && (head.endsWith(" user")
            || head.endsWith(" role")
            || head.endsWith(" group")
            || head.endsWith(" connection"));
  }

  private String word(Lexeme lexeme, Lexer lexer) {
    return switch (lexeme) {
      case NAME, OPERATOR, SYMBOL ->
          text.substring(lexer.start(), lexer.end()).toLowerCase(Locale.ROOT);
      case QUOTED_NAME, STRING ->
          text.substring(lexer.start() + 1, lexer.end() - 1).toLowerCase(Locale.ROOT);
      default -> "";
    };
  }

  private static boolean isSecretWord(String word) {
    return WORDS.contains(word) || ENDINGS.stream().anyMatch(word::endsWith);
  }

  private static boolean announces(String word) {
    return word.equals("identified") || isSecretWord(word);
  }

  /** Takes the value ahead out if it is a secret, and returns the piece to go on with. */
  private Lexeme value(Lexer lexer, Lexeme first, boolean byIdentified) {
    Lexeme lexeme = first;
    while ((lexeme == Lexeme.SYMBOL || lexeme == Lexeme.OPERATOR || lexeme == Lexeme.NAME)
        && LINKS.contains(word(lexeme, lexer))) {
      lexeme = lexer.next();
    }
    boolean secret =
        switch (lexeme) {
          case STRING, ESCAPE_STRING, UNICODE_STRING, DOLLAR_STRING, BIT_STRING, HEX_STRING -> true;
          case QUOTED_NAME, UNICODE_NAME, NUMBER -> byIdentified || definesSecret;
          case NAME ->
              (byIdentified || definesSecret)
                  && !word(lexeme, lexer).equals("null")
                  && !announces(word(lexeme, lexer));
          case END, PARAMETER, OPERATOR, SYMBOL -> false;
        };
    if (!secret || lexer.fault() == Lexer.Fault.UNTERMINATED) {
      return lexeme;
    }
    redacted.append(text, copied, lexer.start()).append(STARS);
    do {
      copied = lexer.end();
      lexeme = lexer.next();
    } while (belongsToSecret(lexer, lexeme));
    return lexeme;
  }

  /** Further literals, and what follows without a blank, were meant as a part of it. */
  private boolean belongsToSecret(Lexer lexer, Lexeme lexeme) {
    if (lexer.fault() == Lexer.Fault.UNTERMINATED) {
      return false;
    }
    return switch (lexeme) {
      case STRING, ESCAPE_STRING, UNICODE_STRING, DOLLAR_STRING, BIT_STRING, HEX_STRING -> true;
      case NAME -> lexer.start() == copied && !announces(word(lexeme, lexer));
      case QUOTED_NAME, UNICODE_NAME, NUMBER, PARAMETER, OPERATOR -> lexer.start() == copied;
      case SYMBOL -> lexer.start() == copied && ";,()[]{}".indexOf(text.charAt(lexer.start())) < 0;
      case END -> false;
    };
  }

  /** Cuts the text after the first word that announces a secret. */
  private String byWords() {
    var matcher = RAW.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    return text.substring(0, matcher.end()) + ' ' + STARS;
  }
}
