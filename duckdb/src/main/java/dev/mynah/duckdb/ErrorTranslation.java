// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.engine.FunctionPublication;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says DuckDB's errors in PostgreSQL's words: code, message, detail, hint, position. */
final class ErrorTranslation {
  private static final Pattern TOO_LONG =
      Pattern.compile("\\(Error: (value too long for type character[^()]*\\(\\d+\\))\\)");

  /** What is asked for in search_path, quoted or not. */
  private static final Pattern NO_SCHEMA =
      Pattern.compile("No catalog \\+ schema named \"\"?(.*?)\"?\" found");

  private static final Pattern INTERNAL_CALL = Pattern.compile("(_m\\d+_v\\d+\\w*)\\((.*)\\)");
  private static final Pattern MACRO_CALL =
      Pattern.compile("Macro \"?([^\"(]+)\"?\\(\\) does not support the supplied arguments");
  private static final Pattern NO_FIELD = Pattern.compile("Could not find key \"(.*)\" in struct");
  private static final Pattern NO_STRUCT = Pattern.compile("Cannot extract field '(.*)' from");
  private static final Pattern NO_COLUMN =
      Pattern.compile(
          "(?:Referenced column |does not have a column (?:named |with name ))\"([^\"]*)\"");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern NOT_FOUND =
      Pattern.compile("(.+) with name \"?([^\"]+?)\"? does not exist");

  private final DuckDbHealth health;
  private final DuckDbFunctionRegistry functions;

  ErrorTranslation(DuckDbHealth health, DuckDbFunctionRegistry functions) {
    this.health = health;
    this.functions = functions;
  }

  /** Translates a failure to open the database. */
  static DatastoreException ofOpening(SQLException error) {
    Reported reported = Reported.of(error);
    boolean locked = reported.message.contains("lock");
    return new DatastoreException(
            locked ? ErrorCode.OBJECT_IN_USE : ErrorCode.IO_ERROR,
            locked
                ? "the data folder is in use by another process"
                : "the database could not be opened")
        .withDetail(reported.message)
        .withCause(error);
  }

  DatastoreException translate(SQLException error, String statement) {
    Reported reported = Reported.of(error);
    Optional<DatastoreException> ours = FunctionError.decode(reported.message);
    if (ours.isPresent()) {
      return ours.get();
    }
    ErrorCode code = EngineErrorCodes.of(reported.type, reported.subtype, reported.message);
    health.examine(reported.type, reported.message);
    return ofLength(reported)
        .or(() -> ofSearchPath(reported))
        .or(() -> ofColumn(reported, code, statement))
        .or(() -> ofFunctionCall(reported))
        .or(() -> ofMissingEntry(reported, code, statement))
        .orElseGet(() -> plain(reported, code, statement))
        .withCause(error);
  }

  private static Optional<DatastoreException> ofSearchPath(Reported reported) {
    Matcher missing = NO_SCHEMA.matcher(reported.message);
    return missing.find()
        ? Optional.of(
            new DatastoreException(
                ErrorCode.INVALID_SCHEMA_NAME,
                "schema \"%s\" does not exist".formatted(missing.group(1).replace("\"\"", "\""))))
        : Optional.empty();
  }

  /** The check that stands for the length of a VARCHAR(n) has failed. */
  private static Optional<DatastoreException> ofLength(Reported reported) {
    Matcher tooLong = TOO_LONG.matcher(reported.message);
    return tooLong.find()
        ? Optional.of(
            new DatastoreException(ErrorCode.STRING_DATA_RIGHT_TRUNCATION, tooLong.group(1)))
        : Optional.empty();
  }

  /** A column that is not there, with the nearest that is. */
  private static Optional<DatastoreException> ofColumn(
      Reported reported, ErrorCode code, String statement) {
    if (code == ErrorCode.DIVISION_BY_ZERO) {
      return Optional.of(new DatastoreException(code, "division by zero"));
    }
    Matcher missing = NO_COLUMN.matcher(reported.message);
    if (code != ErrorCode.UNDEFINED_COLUMN || !missing.find()) {
      return Optional.empty();
    }
    String name = missing.group(1);
    DatastoreException error =
        new DatastoreException(code, "column \"%s\" does not exist".formatted(name));
    List<String> candidates =
        QUOTED
            .matcher(reported.message.substring(missing.end()))
            .results()
            .map(result -> result.group(1))
            .toList();
    return Optional.of(
        located(
            NearestName.of(name, candidates)
                .map(nearest -> error.withHint("Perhaps you meant \"%s\".".formatted(nearest)))
                .orElseGet(() -> candidates.isEmpty() ? ofText(error, name, statement) : error),
            reported,
            statement));
  }

  /** Where no column can stand, a name in double quotes is a text of somebody used to MySQL. */
  private static DatastoreException ofText(
      DatastoreException error, String name, String statement) {
    return statement.contains('"' + name + '"')
        ? error.withHint("Write texts in single quotes, or SET sql_dialect = 'mysql'.")
        : error;
  }

  /** A call that does not fit the function's parameters. */
  private Optional<DatastoreException> ofFunctionCall(Reported reported) {
    Matcher call = INTERNAL_CALL.matcher(reported.fields.getOrDefault("call", ""));
    if (call.matches()) {
      Optional<FunctionPublication> publication = functions.publicationOf(call.group(1));
      String name = publication.map(FunctionPublication::name).orElse("of a model");
      DatastoreException error =
          new DatastoreException(
                  ErrorCode.UNDEFINED_FUNCTION,
                  "function %s(%s) does not exist"
                      .formatted(name, call.group(2).toLowerCase(Locale.ROOT)))
              .withHint("You might need to add explicit type casts.");
      return Optional.of(publication.map(p -> error.withDetail(parametersOf(p))).orElse(error));
    }
    Matcher macro = MACRO_CALL.matcher(reported.message);
    if (macro.find()) {
      String name = macro.group(1);
      int candidates = reported.message.indexOf("Candidate macros:");
      DatastoreException error =
          new DatastoreException(
              ErrorCode.UNDEFINED_FUNCTION,
              "function %s does not take this number of arguments".formatted(name));
      return Optional.of(
          candidates < 0
              ? error
              : error.withHint(
                  "Call it as "
                      + reported
                          .message
                          .substring(candidates)
                          .lines()
                          .skip(1)
                          .map(String::strip)
                          .collect(Collectors.joining(" or "))
                      + "."));
    }
    return ofRow(reported);
  }

  /** A row, or what was given in place of one, without a column that the function needs. */
  private static Optional<DatastoreException> ofRow(Reported reported) {
    Matcher field = NO_FIELD.matcher(reported.message);
    if (field.find()) {
      return Optional.of(
          new DatastoreException(
                  ErrorCode.UNDEFINED_COLUMN,
                  "the row has no column \"%s\"".formatted(field.group(1)))
              .withHint("A function of a whole row needs each of its arguments as a column."));
    }
    Matcher struct = NO_STRUCT.matcher(reported.message);
    if (struct.find()) {
      return Optional.of(
          new DatastoreException(
                  ErrorCode.UNDEFINED_FUNCTION,
                  "the value has no column \"%s\", because it is not a row"
                      .formatted(struct.group(1)))
              .withHint(
                  "A model's function takes all its arguments, or one row: f(t) where t names a"
                      + " table of the query."));
    }
    return Optional.empty();
  }

  private static String parametersOf(FunctionPublication publication) {
    return publication.parameters().stream()
        .map(ErrorTranslation::parameter)
        .collect(Collectors.joining(", ", "Its arguments are (", ")."));
  }

  private static String parameter(Column column) {
    return column.name() + " " + column.type().engineName().toLowerCase(Locale.ROOT);
  }

  /** Something that is not there, with the nearest that is. */
  private static Optional<DatastoreException> ofMissingEntry(
      Reported reported, ErrorCode code, String statement) {
    Matcher missing = NOT_FOUND.matcher(reported.message);
    if (!missing.find()) {
      return Optional.empty();
    }
    String message =
        switch (code) {
          case UNDEFINED_TABLE -> "relation \"%s\" does not exist".formatted(missing.group(2));
          case UNDEFINED_FUNCTION -> "function %s does not exist".formatted(missing.group(2));
          case INVALID_SCHEMA_NAME ->
              "schema \"%s\" does not exist".formatted(schemaOf(missing.group(2)));
          default ->
              "%s \"%s\" does not exist"
                  .formatted(missing.group(1).toLowerCase(Locale.ROOT), missing.group(2));
        };
    DatastoreException error = new DatastoreException(code, message);
    String nearest = reported.fields.getOrDefault("candidates", "");
    boolean ofTheSystem = nearest.contains("pg_") || nearest.contains("_schema.");
    return Optional.of(
        located(
            ofTheSystem || NearestName.of(missing.group(2), List.of(nearest)).isEmpty()
                ? error
                : error.withHint("Perhaps you meant \"%s\".".formatted(nearest)),
            reported,
            statement));
  }

  private static String schemaOf(String name) {
    return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  private static DatastoreException plain(Reported reported, ErrorCode code, String statement) {
    String[] lines = reported.message.strip().split("\n", 2);
    DatastoreException error = new DatastoreException(code, messageOf(lines[0]));
    if (lines.length > 1) {
      String rest =
          lines[1]
              .lines()
              .map(String::strip)
              .filter(l -> !l.isEmpty())
              .collect(Collectors.joining(" "));
      error = rest.isEmpty() ? error : error.withDetail(rest.endsWith(".") ? rest : rest + ".");
    }
    return located(error, reported, statement);
  }

  private static String messageOf(String line) {
    String message = line.strip();
    while (message.endsWith(".") || message.endsWith("!")) {
      message = message.substring(0, message.length() - 1);
    }
    boolean word =
        message.length() > 1
            && Character.isUpperCase(message.charAt(0))
            && Character.isLowerCase(message.charAt(1));
    return word ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
  }

  /** DuckDB counts bytes from 0, PostgreSQL characters from 1. */
  private static DatastoreException located(
      DatastoreException error, Reported reported, String statement) {
    String position = reported.fields.get("position");
    byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
    if (position == null || Integer.parseInt(position) >= bytes.length) {
      return error;
    }
    String before = new String(bytes, 0, Integer.parseInt(position), StandardCharsets.UTF_8);
    return error.withPosition(before.codePointCount(0, before.length()) + 1);
  }

  /** What DuckDB says of an error. */
  private record Reported(String type, String subtype, String message, Map<String, String> fields) {
    static Reported of(SQLException error) {
      String text = String.valueOf(error.getMessage());
      Map<String, String> fields = FlatJson.read(text);
      String prefix = text.contains(" Error: ") ? text.substring(0, text.indexOf(" Error: ")) : "";
      return new Reported(
          fields.getOrDefault("exception_type", prefix),
          fields.getOrDefault("error_subtype", ""),
          fields.getOrDefault("exception_message", text),
          fields);
    }
  }
}
