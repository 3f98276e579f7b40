// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import dev.mynah.sql.rewrite.Rewriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of a session's settings. Not thread-safe.
 *
 * <p>A transaction keeps a copy: what was SET inside it is undone with it, and SET LOCAL ends with
 * it either way.
 */
public final class Settings {
  private static final int SECONDS_PER_HOUR = 3600;

  /** As POSIX has it, where hours are counted westwards: {@code GMT-3} is three hours ahead. */
  private static final Pattern HOURS_WEST =
      Pattern.compile("(?:GMT|UTC|UT)([+-]\\d{1,2}(?::\\d{2})?)", Pattern.CASE_INSENSITIVE);

  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(us|ms|s|min|h|d)?");
  private static final List<String> TRUE = List.of("on", "true", "yes", "1");
  private static final List<String> FALSE = List.of("off", "false", "no", "0");

  private static final String SESSION_USER = "session_authorization";
  private static final String ROLE = "role";
  private static final String MYSQL = "mysql";

  private final Map<String, String> values = new LinkedHashMap<>();

  public Settings() {
    Setting.all().values().stream()
        .filter(setting -> setting.form() != Setting.Form.FOREIGN)
        .forEach(setting -> values.put(setting.name().toLowerCase(Locale.ROOT), setting.initial()));
  }

  /** Says whose settings these are. */
  public void belongTo(String user, boolean superuser) {
    values.put(SESSION_USER, user);
    values.put(ROLE, "none");
    values.put("is_superuser", superuser ? "on" : "off");
  }

  /** Puts every value back to what it is at a session's begin. */
  public void reset() {
    String user = show(SESSION_USER);
    boolean superuser = isOn("is_superuser");
    restore(new Settings());
    belongTo(user, superuser);
  }

  /** Returns a copy that later changes do not reach. */
  public Settings copy() {
    Settings copy = new Settings();
    copy.restore(this);
    return copy;
  }

  /** Takes over all values of another session or moment. */
  public void restore(Settings from) {
    values.clear();
    values.putAll(from.values);
  }

  /**
   * Sets a value.
   *
   * @param given texts as written; none means the initial value
   */
  public void set(String name, List<String> given) {
    String key = name.toLowerCase(Locale.ROOT);
    if (key.equals(ROLE) || key.equals(SESSION_USER)) {
      refuseOthers(key, given);
      return;
    }
    Setting setting = Setting.named(name).orElse(null);
    if (setting == null) {
      if (!name.contains(".")) {
        throw unknown(name);
      }
      // PostgreSQL lets applications keep settings of their own under a name with a dot.
      values.put(key, String.join(", ", given));
      return;
    }
    String text = given.isEmpty() ? setting.initial() : String.join(", ", given);
    values.put(key, checked(setting, text));
  }

  /** Pools put sessions back to who they are; nobody can become somebody else. */
  private void refuseOthers(String key, List<String> given) {
    String neutral = key.equals(ROLE) ? "none" : "default";
    String wanted = given.isEmpty() ? neutral : String.join(", ", given);
    if (!wanted.equalsIgnoreCase(neutral) && !wanted.equals(values.get(SESSION_USER))) {
      throw new DatastoreException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "a session cannot become user \"%s\"".formatted(wanted))
          .withHint("Connect as that user.");
    }
  }

  /** Returns the value as SHOW prints it. */
  public String show(String name) {
    String value = values.get(name.toLowerCase(Locale.ROOT));
    return value == null
        ? Setting.named(name).map(Setting::initial).orElseThrow(() -> unknown(name))
        : value;
  }

  /** Returns all names, as SHOW prints them, with their values. */
  public Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> all.put(Setting.named(key).map(Setting::name).orElse(key), value));
    return all;
  }

  /** Returns the settings that clients are told of. */
  public Map<String, String> reported() {
    Map<String, String> reported = new LinkedHashMap<>();
    Setting.all()
        .forEach((key, setting) -> {
          if (setting.reported()) {
            reported.put(setting.name(), Objects.requireNonNull(values.get(key)));
          }
        });
    return reported;
  }

  public boolean isOn(String name) {
    return show(name).equals("on");
  }

  /** Tells whether the client writes texts and names with MySQL's quotes. */
  public boolean isMysql() {
    return show("sql_dialect").equals(MYSQL);
  }

  /** Returns a time limit; zero means none. */
  public Duration duration(String name) {
    return durationOf(show(name));
  }

  /** Returns the schemas of search_path, without {@code "$user"}. */
  public List<String> searchPath() {
    List<String> schemas =
        Arrays.stream(show("search_path").split(",", -1))
            .map(String::strip)
            .map(schema -> schema.replace("\"", ""))
            .filter(schema -> !schema.isEmpty() && !schema.equals("$user"))
            .toList();
    return schemas.isEmpty() ? List.of("public") : schemas;
  }

  /** Returns the literal that makes the engine look into these schemas and the server's own. */
  public static String enginePath(List<String> schemas) {
    return Identifiers.literal(
        Stream.concat(
                Stream.concat(schemas.stream(), Stream.of("main")).map(Identifiers::quote),
                Stream.of(Rewriter.CATALOG + ".main"))
            .collect(Collectors.joining(",")));
  }

  /** Returns the schema where things are made whose name has none. */
  public String currentSchema() {
    return searchPath().getFirst();
  }

  private static String checked(Setting setting, String text) {
    return switch (setting.form()) {
      case READ_ONLY ->
          throw new DatastoreException(
              ErrorCode.CANNOT_CHANGE_RUNTIME_PARAMETER,
              "parameter \"%s\" cannot be changed".formatted(setting.name()));
      case SWITCH -> switchOf(setting, text);
      case INTEGER -> {
        if (!text.matches("-?\\d{1,9}")) {
          throw invalid(setting, text, "It takes a whole number.");
        }
        yield text;
      }
      case DURATION -> {
        if (!DURATION.matcher(text).matches()) {
          throw invalid(
              setting, text, "Give milliseconds, or a number with a unit: us, ms, s, min, h, d.");
        }
        yield text;
      }
      case TEXT -> checkedText(setting, text);
      case KEPT, FOREIGN -> text;
    };
  }

  private static String checkedText(Setting setting, String text) {
    return switch (setting.name()) {
      case "TimeZone" -> zone(setting, text);
      case "client_encoding" -> {
        String encoding = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        if (!encoding.equals("UTF8") && !encoding.equals("UNICODE")) {
          throw new DatastoreException(
                  ErrorCode.FEATURE_NOT_SUPPORTED,
                  "client encoding \"%s\" is not supported".formatted(text))
              .withHint("Use UTF8.");
        }
        yield "UTF8";
      }
      case "password_encryption" -> {
        if (!text.equalsIgnoreCase(setting.initial())) {
          throw invalid(setting, text, "Passwords are kept as scram-sha-256.");
        }
        yield setting.initial();
      }
      case "DateStyle" -> {
        if (!text.toUpperCase(Locale.ROOT).startsWith("ISO")) {
          throw new DatastoreException(
                  ErrorCode.FEATURE_NOT_SUPPORTED,
                  "DateStyle \"%s\" is not supported".formatted(text))
              .withHint("Use ISO.");
        }
        yield "ISO, MDY";
      }
      case "sql_dialect" -> {
        String dialect = text.toLowerCase(Locale.ROOT);
        if (!dialect.equals(setting.initial()) && !dialect.equals(MYSQL)) {
          throw invalid(setting, text, "It takes postgres or mysql.");
        }
        yield dialect;
      }
      default -> text;
    };
  }

  private static String zone(Setting setting, String text) {
    String name = text.equalsIgnoreCase("default") ? setting.initial() : text;
    Matcher west = HOURS_WEST.matcher(name);
    try {
      if (west.matches()) {
        int seconds = ZoneOffset.of(west.group(1)).getTotalSeconds();
        return zoneOf(ZoneOffset.ofTotalSeconds(-seconds), setting, text);
      }
      ZoneId zone = ZoneId.of(spelled(name));
      return zone instanceof ZoneOffset offset ? zoneOf(offset, setting, text) : zone.getId();
    } catch (DateTimeException e) {
      throw invalid(setting, text, "Use a name such as Europe/Berlin or UTC.");
    }
  }

  /** Returns the name of a zone as it is spelled, whatever the case it is given in. */
  private static String spelled(String name) {
    Set<String> names = ZoneId.getAvailableZoneIds();
    return names.contains(name)
        ? name
        : names.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
  }

  /** Returns the zone of an offset; the engine knows those of full hours by name. */
  private static String zoneOf(ZoneOffset offset, Setting setting, String text) {
    int seconds = offset.getTotalSeconds();
    if (seconds == 0) {
      return "UTC";
    }
    if (seconds % SECONDS_PER_HOUR != 0) {
      throw invalid(setting, text, "Use a name such as Europe/Berlin or UTC.");
    }
    // These names count westwards.
    int hours = -seconds / SECONDS_PER_HOUR;
    return "Etc/GMT%+d".formatted(hours);
  }

  private static String switchOf(Setting setting, String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return "on";
    }
    if (FALSE.contains(word)) {
      return "off";
    }
    throw invalid(setting, text, "It takes on or off.");
  }

  private static Duration durationOf(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException("not a duration: " + text);
    }
    long number = Long.parseLong(Objects.requireNonNull(matcher.group(1)));
    String unit = matcher.group(2);
    return switch (unit == null ? "ms" : unit) {
      case "us" -> Duration.ofNanos(Math.multiplyExact(number, 1_000L));
      case "s" -> Duration.ofSeconds(number);
      case "min" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofMillis(number);
    };
  }

  private static DatastoreException invalid(Setting setting, String text, String hint) {
    return new DatastoreException(
            ErrorCode.INVALID_PARAMETER_VALUE,
            "invalid value for parameter \"%s\": \"%s\"".formatted(setting.name(), text))
        .withHint(hint);
  }

  private DatastoreException unknown(String name) {
    DatastoreException error =
        new DatastoreException(
            ErrorCode.UNDEFINED_OBJECT,
            "unrecognized configuration parameter \"%s\"".formatted(name));
    return NearestName.of(name, values.keySet())
        .map(nearest -> error.withHint("Perhaps you meant \"%s\".".formatted(nearest)))
        .orElse(error);
  }
}
