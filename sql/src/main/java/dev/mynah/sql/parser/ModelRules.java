// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.ModelClause;
import dev.mynah.sql.tree.ModelClause.ModelType;
import dev.mynah.sql.tree.ModelSource;
import dev.mynah.sql.tree.ModelStatement.CreateModel;
import java.util.List;
import java.util.Optional;

/** What the clauses of one CREATE MODEL must agree on. */
final class ModelRules {
  private record Exclusion(Class<? extends ModelClause> one, Class<? extends ModelClause> other) {}

  private static final List<Exclusion> EXCLUSIONS =
      List.of(
          new Exclusion(ModelClause.Split.class, ModelClause.CrossValidation.class),
          new Exclusion(ModelClause.Split.class, ModelClause.EvaluateOn.class),
          new Exclusion(ModelClause.EvaluateOn.class, ModelClause.CrossValidation.class));

  private ModelRules() {}

  /**
   * Checks them.
   *
   * @param end the position after the last word, where what is missing would stand
   */
  static void check(CreateModel model, int end) {
    for (Exclusion exclusion : EXCLUSIONS) {
      refuseBoth(model, exclusion);
    }
    checkSource(model, end);
    checkSearch(model);
    checkObjective(model);
  }

  private static void refuseBoth(CreateModel model, Exclusion exclusion) {
    Optional<? extends ModelClause> one = model.clause(exclusion.one());
    Optional<? extends ModelClause> other = model.clause(exclusion.other());
    if (one.isPresent() && other.isPresent()) {
      throw error(
              "%s and %s exclude each other".formatted(one.get().keyword(), other.get().keyword()),
              Math.max(one.get().position(), other.get().position()))
          .withHint("Leave one of them out.");
    }
  }

  private static void checkSource(CreateModel model, int end) {
    switch (model.source()) {
      case ModelSource.FileSource file -> {}
      case ModelSource.NoSource none -> checkRemote(model, end);
      case ModelSource.TableSource table -> checkTarget(model, end);
      case ModelSource.QuerySource query -> checkTarget(model, end);
    }
  }

  private static void checkRemote(CreateModel model, int end) {
    if (model.clause(ModelClause.Sagemaker.class).isEmpty()) {
      throw error("expected FROM and what the model learns from", end)
          .withHint("Write CREATE MODEL name FROM (query) TARGET column FUNCTION name.");
    }
    boolean typed =
        model.function().flatMap(function -> function.types()).isPresent()
            && model.returns().isPresent();
    if (!typed) {
      throw error("a model at an endpoint needs the types of its function", end)
          .withHint("Write FUNCTION name (type, ...) RETURNS type SAGEMAKER 'endpoint'.");
    }
  }

  private static void checkTarget(CreateModel model, int end) {
    boolean unsupervised =
        model
            .clause(ModelType.class)
            .map(ModelType::type)
            .filter(Vocabulary.UNSUPERVISED::contains)
            .isPresent();
    boolean remote = model.clause(ModelClause.Sagemaker.class).isPresent();
    if (model.target().isEmpty() && !unsupervised && !remote) {
      throw error(
              "expected TARGET column, or MODEL_TYPE "
                  + TokenCursor.inWords(Vocabulary.UNSUPERVISED),
              end)
          .withHint("Only these model types learn without a target.");
    }
  }

  private static void checkSearch(CreateModel model) {
    Optional<ModelClause.Candidates> candidates = model.clause(ModelClause.Candidates.class);
    Optional<ModelType> type =
        model.clause(ModelType.class).filter(clause -> !clause.type().equals("AUTO"));
    if (candidates.isPresent() && type.isPresent()) {
      throw error(
              "CANDIDATES and MODEL_TYPE %s exclude each other".formatted(type.get().type()),
              candidates.get().position())
          .withHint("CANDIDATES restricts what MODEL_TYPE AUTO tries.");
    }
  }

  private static void checkObjective(CreateModel model) {
    boolean searches = model.clause(ModelClause.Auto.class).map(ModelClause.Auto::on).orElse(true);
    Optional<ModelClause.Objective> own =
        model
            .clause(ModelClause.Objective.class)
            .filter(clause -> clause.metric().indexOf(':') >= 0);
    if (searches && own.isPresent()) {
      throw error(
              "objective \"%s\" needs AUTO OFF".formatted(own.get().metric()), own.get().position())
          .withHint(
              "The objectives of a search are %s."
                  .formatted(TokenCursor.inWords(Vocabulary.OBJECTIVES)));
    }
  }

  private static DatastoreException error(String message, int position) {
    return new DatastoreException(ErrorCode.SYNTAX_ERROR, message).withPosition(position);
  }
}
