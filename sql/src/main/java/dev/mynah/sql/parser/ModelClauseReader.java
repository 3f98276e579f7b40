// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static java.util.Map.entry;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.NearestName;
import dev.mynah.sql.tree.ModelClause;
import dev.mynah.sql.tree.Name;
import dev.mynah.sql.tree.Setting;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads one clause of CREATE MODEL. */
final class ModelClauseReader {
  /** The words that begin clauses, as an error lists and suggests them. */
  static final List<String> KEYWORDS =
      List.of(
          "TARGET",
          "FUNCTION",
          "RETURNS",
          "AUTO",
          "MODEL_TYPE",
          "PROBLEM_TYPE",
          "CANDIDATES",
          "OBJECTIVE",
          "HYPERPARAMETERS",
          "PREPROCESSORS",
          "TRANSFORM",
          "IGNORE",
          "WEIGHT",
          "TIME",
          "USER",
          "SAMPLE",
          "SPLIT",
          "EVALUATE",
          "CROSS",
          "REFRESH",
          "PROMOTE",
          "SAGEMAKER",
          "CONNECTION",
          "IAM_ROLE",
          "SETTINGS",
          "COMMENT");

  private static final List<String> ON_OFF = List.of("ON", "OFF");
  private static final List<String> PROMOTIONS = List.of("IF", "ALWAYS", "NEVER");

  private final TokenCursor cursor;
  private final Map<String, IntFunction<ModelClause>> readers;

  ModelClauseReader(TokenCursor cursor) {
    this.cursor = cursor;
    this.readers =
        Map.ofEntries(
            entry("auto", this::auto),
            entry("model_type", this::modelType),
            entry("problem_type", this::problemType),
            entry("candidates", this::candidates),
            entry("objective", this::objective),
            entry("hyperparameters", this::hyperparameters),
            entry("preprocessors", this::preprocessors),
            entry("transform", this::transform),
            entry("ignore", at -> new ModelClause.Ignore(cursor.nameList("a column"), at)),
            entry("weight", at -> new ModelClause.Weight(cursor.name("a column"), at)),
            entry("time", this::time),
            entry("user", this::userItem),
            entry("sample", at -> new SplitReader(cursor).sample(at)),
            entry("split", at -> new SplitReader(cursor).split(at)),
            entry("evaluate", this::evaluateOn),
            entry("cross", this::crossValidation),
            entry("refresh", at -> new ModelClause.Refresh(new RefreshReader(cursor).rule(), at)),
            entry("promote", this::promote),
            entry("sagemaker", at -> new ModelClause.Sagemaker(endpoint(), at)),
            entry("connection", at -> new ModelClause.UseConnection(connection(), at)),
            entry("iam_role", at -> cloudOnly("IAM_ROLE", at)),
            entry("s3_bucket", at -> cloudOnly("S3_BUCKET", at)),
            entry("kms_key_id", at -> cloudOnly("KMS_KEY_ID", at)),
            entry("tags", at -> cloudOnly("TAGS", at)),
            entry("s3_garbage_collect", at -> cloudOnly("S3_GARBAGE_COLLECT", at)),
            entry("settings", this::settings),
            entry("comment", at -> new ModelClause.Comment(cursor.string("a text"), at)));
  }

  /** Passes a clause, or returns empty when none begins here. */
  Optional<ModelClause> clause() {
    if (cursor.peek().kind() != TokenKind.IDENTIFIER) {
      return Optional.empty();
    }
    IntFunction<ModelClause> reader = readers.get(cursor.peek().value());
    if (reader == null) {
      return Optional.empty();
    }
    int position = cursor.position();
    cursor.advance();
    return Optional.of(reader.apply(position));
  }

  private ModelClause auto(int position) {
    return new ModelClause.Auto(cursor.expectOneOf(ON_OFF).equals("ON"), position);
  }

  private ModelClause modelType(int position) {
    return new ModelClause.ModelType(cursor.expectOneOf(Vocabulary.MODEL_TYPES), position);
  }

  private ModelClause problemType(int position) {
    return new ModelClause.ProblemTypeClause(
        cursor.expectOneOf(Vocabulary.PROBLEM_TYPES), position);
  }

  private ModelClause candidates(int position) {
    cursor.expectSymbol("(");
    List<String> types = new ArrayList<>();
    do {
      types.add(cursor.expectOneOf(Vocabulary.SEARCHED));
    } while (cursor.takeSymbol(","));
    cursor.closeList();
    return new ModelClause.Candidates(types, position);
  }

  private ModelClause objective(int position) {
    if (cursor.take("cost")) {
      return cost(position);
    }
    int at = cursor.position();
    String written = cursor.string("COST or a metric");
    Optional<String> known = Vocabulary.objective(written);
    if (known.isPresent()) {
      return new ModelClause.Objective(known.get(), position);
    }
    String lower = written.toLowerCase(Locale.ROOT);
    if (Vocabulary.XGBOOST_OBJECTIVES.contains(lower)) {
      return new ModelClause.Objective(lower, position);
    }
    throw unknownObjective(written, at);
  }

  private DatastoreException unknownObjective(String written, int at) {
    List<String> all = new ArrayList<>(Vocabulary.OBJECTIVES);
    all.addAll(Vocabulary.XGBOOST_OBJECTIVES);
    return cursor
        .error("objective \"%s\" is not known".formatted(written), at)
        .withHint(
            NearestName.of(written, all)
                .map(name -> "Did you mean '%s'?".formatted(name))
                .orElse(
                    "The objectives are %s."
                        .formatted(TokenCursor.inWords(Vocabulary.OBJECTIVES))));
  }

  private ModelClause cost(int position) {
    cursor.expectSymbol("(");
    boolean positiveFirst = cursor.expectOneOf(List.of("FP", "FN")).equals("FP");
    double first = NumberReader.within(cursor, "the cost", 0, Double.MAX_VALUE);
    cursor.expectSymbol(",");
    cursor.expect(positiveFirst ? "fn" : "fp");
    double second = NumberReader.within(cursor, "the cost", 0, Double.MAX_VALUE);
    cursor.expectSymbol(")");
    return positiveFirst
        ? new ModelClause.CostObjective(first, second, position)
        : new ModelClause.CostObjective(second, first, position);
  }

  private ModelClause hyperparameters(int position) {
    cursor.expect("default");
    List<Setting> exceptions = cursor.take("except") ? SettingsReader.any(cursor) : List.of();
    return new ModelClause.Hyperparameters(exceptions, position);
  }

  private ModelClause preprocessors(int position) {
    return new ModelClause.Preprocessors(cursor.string("preprocessors as JSON"), position);
  }

  private ModelClause transform(int position) {
    TokenCursor.Enclosed list = cursor.enclosed("a select list");
    return new ModelClause.Transform(list.text(), list.position(), position);
  }

  private ModelClause time(int position) {
    Name column = cursor.name("a column");
    List<Name> series = cursor.take("series") ? cursor.nameList("a column") : List.of();
    return new ModelClause.TimeColumn(column, series, position);
  }

  private ModelClause userItem(int position) {
    Name user = cursor.name("a column");
    cursor.expect("item");
    Name item = cursor.name("a column");
    Optional<Name> rating =
        cursor.take("rating") ? Optional.of(cursor.name("a column")) : Optional.empty();
    return new ModelClause.UserItem(user, item, rating, position);
  }

  private ModelClause evaluateOn(int position) {
    cursor.expect("on");
    TokenCursor.Enclosed query = cursor.enclosed("a query");
    return new ModelClause.EvaluateOn(query.text(), query.position(), position);
  }

  private ModelClause crossValidation(int position) {
    cursor.expect("validation");
    return new ModelClause.CrossValidation(
        NumberReader.count(cursor, "the number of folds", 2), position);
  }

  private ModelClause promote(int position) {
    return switch (cursor.expectOneOf(PROMOTIONS)) {
      case "ALWAYS" -> new ModelClause.Promote(ModelClause.PromoteRule.ALWAYS, position);
      case "NEVER" -> new ModelClause.Promote(ModelClause.PromoteRule.NEVER, position);
      default -> {
        cursor.expect("better");
        yield new ModelClause.Promote(ModelClause.PromoteRule.IF_BETTER, position);
      }
    };
  }

  private String endpoint() {
    return cursor.string("an endpoint's name");
  }

  private Name connection() {
    return cursor.name("a connection");
  }

  private ModelClause cloudOnly(String keyword, int position) {
    boolean hasValue = cursor.peek().isName() || cursor.peek().kind() == TokenKind.STRING;
    if (!hasValue) {
      throw cursor.unexpected("a value for " + keyword);
    }
    cursor.advance();
    return new ModelClause.CloudOnly(keyword, position);
  }

  private ModelClause settings(int position) {
    return new ModelClause.Settings(SettingsReader.known(cursor, Vocabulary.SETTINGS), position);
  }
}
