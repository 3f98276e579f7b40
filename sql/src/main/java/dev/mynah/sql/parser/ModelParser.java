// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.FunctionClause;
import dev.mynah.sql.tree.ModelClause;
import dev.mynah.sql.tree.ModelSource;
import dev.mynah.sql.tree.ModelStatement;
import dev.mynah.sql.tree.ModelStatement.CreateModel;
import dev.mynah.sql.tree.ModelStatement.ModelFormat;
import dev.mynah.sql.tree.Name;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the statements about models. */
final class ModelParser {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String OUR_FORM =
      "Write CREATE MODEL name FROM (query) TARGET column FUNCTION name SETTINGS (key value, ...).";

  private static final List<String> FORMATS =
      Arrays.stream(ModelFormat.values()).map(ModelFormat::name).toList();

  private final TokenCursor cursor;
  private final ModelClauseReader clauseReader;
  private final Set<String> seen = new HashSet<>();
  private final List<ModelClause> clauses = new ArrayList<>();
  private @Nullable Name target;
  private @Nullable FunctionClause function;
  private @Nullable String returns;

  ModelParser(TokenCursor cursor) {
    this.cursor = cursor;
    this.clauseReader = new ModelClauseReader(cursor);
  }

  /** Reads on after {@code CREATE [OR REPLACE] MODEL}. */
  CreateModel create(boolean orReplace) {
    int start = cursor.position();
    boolean ifNotExists = cursor.take("if", "not", "exists");
    if (orReplace && ifNotExists) {
      throw cursor.error("OR REPLACE and IF NOT EXISTS exclude each other", start);
    }
    QualifiedName name = cursor.qualifiedName("a model's name");
    ModelSource source = cursor.take("from") ? source() : new ModelSource.NoSource();
    while (!cursor.atEnd()) {
      part();
    }
    CreateModel model =
        new CreateModel(
            orReplace,
            ifNotExists,
            name,
            source,
            Optional.ofNullable(target),
            Optional.ofNullable(function),
            Optional.ofNullable(returns),
            clauses);
    ModelRules.check(model, cursor.position());
    return model;
  }

  private ModelSource source() {
    if (cursor.atSymbol("(")) {
      TokenCursor.Enclosed query = cursor.enclosed("a query");
      return new ModelSource.QuerySource(query.text(), query.position());
    }
    if (cursor.peek().kind() == TokenKind.STRING) {
      return file();
    }
    return new ModelSource.TableSource(
        cursor.qualifiedName("a table, a query in parentheses or a file in single quotes"));
  }

  private ModelSource file() {
    String uri = cursor.string("a file");
    Optional<String> format =
        cursor.take("format")
            ? Optional.of(cursor.expectOneOf(Vocabulary.FILE_FORMATS))
            : Optional.empty();
    Optional<String> sha256 = Optional.empty();
    if (cursor.take("sha256")) {
      int position = cursor.position();
      String digits = cursor.string("a checksum");
      if (!SHA256.matcher(digits).matches()) {
        throw cursor.error("a SHA-256 checksum has 64 hexadecimal digits", position);
      }
      sha256 = Optional.of(digits.toLowerCase(Locale.ROOT));
    }
    return new ModelSource.FileSource(uri, format, sha256);
  }

  private void part() {
    int position = cursor.position();
    if (cursor.take("target")) {
      refuseSecond("TARGET", position);
      target = cursor.name("a column");
    } else if (cursor.take("function")) {
      refuseSecond("FUNCTION", position);
      QualifiedName name = cursor.qualifiedName("a function's name");
      function =
          new FunctionClause(
              name,
              cursor.atSymbol("(")
                  ? Optional.of(new TypeReader(cursor).typeList())
                  : Optional.empty());
    } else if (cursor.take("returns")) {
      refuseSecond("RETURNS", position);
      returns = new TypeReader(cursor).type();
    } else {
      ModelClause clause = clauseReader.clause().orElseThrow(this::noClause);
      refuseSecond(clause.keyword(), position);
      clauses.add(clause);
    }
  }

  private void refuseSecond(String keyword, int position) {
    if (!seen.add(keyword)) {
      throw cursor.error("clause %s is given twice".formatted(keyword), position);
    }
  }

  private DatastoreException noClause() {
    String expected =
        target == null ? "TARGET, FUNCTION or a clause" : "a clause or the end of the statement";
    if (cursor.at("options") || cursor.at("as")) {
      return cursor.unexpected(expected).withHint(OUR_FORM);
    }
    if (cursor.at("from")) {
      return cursor.unexpected(expected).withHint("FROM stands right after the model's name.");
    }
    return cursor.unexpected(expected, ModelClauseReader.KEYWORDS);
  }

  /** Reads on after {@code SHOW MODEL}. A model called "all" is shown by its name in quotes. */
  ModelStatement show() {
    if (cursor.at("all") && !cursor.peek(1).isSymbol(".")) {
      cursor.advance();
      cursor.expectEnd();
      return new ModelStatement.ShowModels();
    }
    QualifiedName name = cursor.qualifiedName("ALL or a model's name");
    OptionalInt version = NumberReader.version(cursor);
    cursor.expectEnd();
    return new ModelStatement.ShowModel(name, version);
  }

  /** Reads on after {@code DROP MODEL}. */
  ModelStatement drop() {
    boolean ifExists = cursor.take("if", "exists");
    QualifiedName name = cursor.qualifiedName("a model's name");
    OptionalInt version = NumberReader.version(cursor);
    cursor.expectEnd();
    return new ModelStatement.DropModel(ifExists, name, version);
  }

  /** Reads on after {@code EVALUATE MODEL}. */
  ModelStatement evaluate() {
    QualifiedName name = cursor.qualifiedName("a model's name");
    OptionalInt version = NumberReader.version(cursor);
    cursor.expect("on");
    TokenCursor.Enclosed query = cursor.enclosed("a query");
    cursor.expectEnd();
    return new ModelStatement.EvaluateModel(name, version, query.text(), query.position());
  }

  /** Reads on after {@code EXPORT MODEL}. */
  ModelStatement export() {
    QualifiedName name = cursor.qualifiedName("a model's name");
    OptionalInt version = NumberReader.version(cursor);
    cursor.expect("to");
    int position = cursor.position();
    String file = cursor.string("a file");
    cursor.expect("as");
    ModelFormat format = ModelFormat.valueOf(cursor.expectOneOf(FORMATS));
    cursor.expectEnd();
    return new ModelStatement.ExportModel(name, version, file, position, format);
  }
}
