// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.DataType.Kind;
import dev.mynah.spi.engine.FunctionPublication;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.function.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The macro by which users call an installed function, in two forms: argument by argument, and with
 * one row.
 */
final class MacroText {
  /**
   * Up to here the row form names every column; binding it costs the square of their number, and
   * beyond it a lambda over the row is the cheaper of the two although it scans three times slower.
   */
  private static final int MAX_COLUMNS_BY_NAME = 200;

  private static final String ROW = "\"t\"";

  private final FunctionPublication publication;
  private final Signature signature;

  MacroText(FunctionPublication publication, Signature signature) {
    this.publication = publication;
    this.signature = signature;
  }

  static String drop(String schema, String name) {
    return "DROP MACRO IF EXISTS " + Identifiers.quote(schema, name);
  }

  String create() {
    return "CREATE OR REPLACE MACRO %s %s, %s"
        .formatted(
            Identifiers.quote(publication.schema(), publication.name()), byArguments(), byRow());
  }

  private String byArguments() {
    // DuckDB tells two forms with the same number of parameters apart only by a declared type.
    boolean typed = publication.parameters().size() == 1;
    List<String> parameters = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (int index = 0; index < publication.parameters().size(); index++) {
      String name = Identifiers.quote(publication.parameters().get(index).name());
      parameters.add(typed ? name + " " + acceptedType(index) : name);
      arguments.add(name);
    }
    publication.extra().ifPresent(extra -> parameters.add(extraName()));
    return "(%s) AS %s".formatted(String.join(", ", parameters), call(arguments));
  }

  private String byRow() {
    String parameters = publication.extra().isPresent() ? ROW + ", " + extraName() : ROW;
    String body;
    if (publication.parameters().size() <= MAX_COLUMNS_BY_NAME) {
      body = call(columnsOf(ROW));
    } else {
      body = "list_transform([%s], lambda x: %s)[1]".formatted(ROW, call(columnsOf("x")));
    }
    return "(%s) AS %s".formatted(parameters, body);
  }

  private List<String> columnsOf(String row) {
    return publication.parameters().stream()
        .map(parameter -> row + "." + Identifiers.quote(parameter.name()))
        .toList();
  }

  private String call(List<String> arguments) {
    List<String> all = new ArrayList<>();
    for (int index = 0; index < arguments.size(); index++) {
      all.add(
          isReadAsText(index)
              ? "CAST(%s AS VARCHAR)".formatted(arguments.get(index))
              : arguments.get(index));
    }
    publication.extra().ifPresent(extra -> all.add("CAST(" + extraName() + " AS VARCHAR)"));
    String call =
        all.stream().collect(Collectors.joining(", ", publication.installedName() + "(", ")"));
    String result = publication.result().engineName();
    return result.equals(signature.result().engineName())
        ? call
        : "CAST(%s AS %s)".formatted(call, result);
  }

  private String acceptedType(int index) {
    return isReadAsText(index)
        ? publication.parameters().get(index).type().engineName()
        : signature.parameters().get(index).type().engineName();
  }

  /** DuckDB turns times, UUIDs and the like into texts only when told to. */
  private boolean isReadAsText(int index) {
    return signature.parameters().get(index).type().kind() == Kind.TEXT
        && publication.parameters().get(index).type().kind() != Kind.TEXT;
  }

  /** The extra parameter gives way to a column of the same name. */
  private String extraName() {
    String name = publication.extra().orElseThrow().name();
    while (taken(name)) {
      name = name + "_";
    }
    return Identifiers.quote(name);
  }

  private boolean taken(String name) {
    return publication.parameters().stream()
        .anyMatch(parameter -> parameter.name().equalsIgnoreCase(name));
  }
}
