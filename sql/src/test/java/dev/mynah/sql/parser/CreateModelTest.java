// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.sql.tree.FunctionClause;
import dev.mynah.sql.tree.ModelClause;
import dev.mynah.sql.tree.ModelClause.CloudOnly;
import dev.mynah.sql.tree.ModelClause.Fractions;
import dev.mynah.sql.tree.ModelClause.SampleSize;
import dev.mynah.sql.tree.ModelSource.FileSource;
import dev.mynah.sql.tree.ModelSource.NoSource;
import dev.mynah.sql.tree.ModelSource.QuerySource;
import dev.mynah.sql.tree.ModelSource.TableSource;
import dev.mynah.sql.tree.ModelStatement.CreateModel;
import dev.mynah.sql.tree.Name;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.RefreshRule;
import dev.mynah.sql.tree.Setting;
import dev.mynah.sql.tree.SplitRule;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateModelTest {
  private static final String HEAD = "CREATE MODEL m FROM t TARGET y ";

  private static CreateModel model(String text) {
    return (CreateModel) SqlParser.parse(text);
  }

  private static ModelClause clause(String clause) {
    List<ModelClause> clauses = model(HEAD + clause).clauses();
    assertThat(clauses).hasSize(1);
    assertThat(clauses.getFirst().position()).isEqualTo(HEAD.length() + 1);
    assertThat(clause.toUpperCase(Locale.ROOT)).startsWith(clauses.getFirst().keyword());
    return clauses.getFirst();
  }

  private static Name name(String text) {
    return new Name(text, false, 0);
  }

  @Test
  void readsTheShortestForm() {
    CreateModel model = model("create model m from t target y function f");
    assertThat(model.orReplace()).isFalse();
    assertThat(model.ifNotExists()).isFalse();
    assertThat(model.name()).isEqualTo(QualifiedName.of("m"));
    assertThat(model.source()).isEqualTo(new TableSource(QualifiedName.of("t")));
    assertThat(model.target()).contains(new Name("y", false, 30));
    assertThat(model.function())
        .contains(new FunctionClause(QualifiedName.of("f"), Optional.empty()));
    assertThat(model.returns()).isEmpty();
    assertThat(model.clauses()).isEmpty();
  }

  @Test
  void reservesNoWord() {
    CreateModel model = model("CREATE MODEL target FROM target TARGET target FUNCTION function");
    assertThat(model.name()).isEqualTo(QualifiedName.of("target"));
    assertThat(model.source()).isEqualTo(new TableSource(QualifiedName.of("target")));
    assertThat(model.target().map(Name::text)).contains("target");
    assertThat(model.function().map(f -> f.name().name())).contains("function");
    assertThat(model("CREATE MODEL if FROM from TARGET auto AUTO ON").name().name())
        .isEqualTo("if");
    assertThat(model("CREATE MODEL m FROM t TARGET y IGNORE (split, \"Select\") WEIGHT weight"))
        .isNotNull();
  }

  @Test
  void keepsTheCaseOfQuotedNames() {
    CreateModel model = model("CREATE MODEL \"S\".\"M\" FROM mynah.S.T TARGET \"Y y\"");
    assertThat(model.name()).isEqualTo(QualifiedName.of("S", "M"));
    assertThat(model.source()).isEqualTo(new TableSource(QualifiedName.of("s", "t")));
    assertThat(model.target()).contains(new Name("Y y", true, 44));
  }

  @Test
  void readsReplacementAndCondition() {
    assertThat(model("CREATE OR REPLACE MODEL m FROM t TARGET y").orReplace()).isTrue();
    assertThat(model("CREATE MODEL IF NOT EXISTS m FROM t TARGET y").ifNotExists()).isTrue();
  }

  @Test
  void takesTheQueryAsWritten() {
    CreateModel model = model("CREATE MODEL m FROM ( SELECT ')', (a) -- )\n FROM t ) TARGET y;");
    assertThat(model.source()).isEqualTo(new QuerySource("SELECT ')', (a) -- )\n FROM t", 23));
  }

  @Test
  void readsFiles() {
    String hex = "A".repeat(64);
    assertThat(model("CREATE MODEL m FROM 'file:m.onnx' FUNCTION f").source())
        .isEqualTo(new FileSource("file:m.onnx", Optional.empty(), Optional.empty()));
    assertThat(model("CREATE MODEL m FROM 'x' FORMAT lightgbm SHA256 '" + hex + "'").source())
        .isEqualTo(new FileSource("x", Optional.of("LIGHTGBM"), Optional.of("a".repeat(64))));
  }

  @Test
  void readsEndpoints() {
    CreateModel model =
        model(
            "CREATE MODEL m FUNCTION f(varchar(2048), double  precision, numeric(10, 2)[],"
                + " timestamp(3) with time zone) RETURNS character varying(10) SAGEMAKER 'e'");
    assertThat(model.source()).isEqualTo(new NoSource());
    assertThat(model.function().flatMap(FunctionClause::types).orElseThrow())
        .containsExactly(
            "varchar(2048)",
            "double  precision",
            "numeric(10, 2)[]",
            "timestamp(3) with time zone");
    assertThat(model.returns()).contains("character varying(10)");
    assertThat(model.clause(ModelClause.Sagemaker.class).map(ModelClause.Sagemaker::endpoint))
        .contains("e");
  }

  @Test
  void takesClausesInAnyOrder() {
    CreateModel model = model("CREATE MODEL m FROM t COMMENT 'c' FUNCTION f AUTO OFF TARGET y");
    assertThat(model.clauses())
        .containsExactly(new ModelClause.Comment("c", 23), new ModelClause.Auto(false, 46));
  }

  @Test
  void readsTheChoiceOfAlgorithms() {
    assertThat(clause("AUTO ON")).isEqualTo(new ModelClause.Auto(true, 32));
    assertThat(clause("model_type xgboost")).isEqualTo(new ModelClause.ModelType("XGBOOST", 32));
    assertThat(clause("PROBLEM_TYPE regression"))
        .isEqualTo(new ModelClause.ProblemTypeClause("REGRESSION", 32));
    assertThat(clause("CANDIDATES (KNN, mlp)"))
        .isEqualTo(new ModelClause.Candidates(List.of("KNN", "MLP"), 32));
    assertThat(clause("PREPROCESSORS 'none'")).isEqualTo(new ModelClause.Preprocessors("none", 32));
  }

  @Test
  void readsObjectives() {
    assertThat(clause("OBJECTIVE 'accuracy'")).isEqualTo(new ModelClause.Objective("Accuracy", 32));
    assertThat(clause("OBJECTIVE 'F1_Macro'")).isEqualTo(new ModelClause.Objective("F1Macro", 32));
    assertThat(clause("OBJECTIVE COST (FP 1, FN 2.5)"))
        .isEqualTo(new ModelClause.CostObjective(1, 2.5, 32));
    assertThat(clause("OBJECTIVE COST (fn 2, fp 0)"))
        .isEqualTo(new ModelClause.CostObjective(0, 2, 32));
    assertThat(
            model(HEAD + "AUTO OFF OBJECTIVE 'binary:logistic'")
                .clause(ModelClause.Objective.class))
        .contains(new ModelClause.Objective("binary:logistic", 41));
  }

  @Test
  void readsHyperparametersInTheirOrder() {
    assertThat(clause("HYPERPARAMETERS DEFAULT"))
        .isEqualTo(new ModelClause.Hyperparameters(List.of(), 32));
    assertThat(clause("HYPERPARAMETERS DEFAULT EXCEPT (num_round '10', ETA 0.2, alpha -1)"))
        .isEqualTo(
            new ModelClause.Hyperparameters(
                List.of(
                    new Setting("NUM_ROUND", "10", 64),
                    new Setting("ETA", "0.2", 80),
                    new Setting("ALPHA", "-1", 89)),
                32));
  }

  @Test
  void readsColumns() {
    assertThat(clause("TRANSFORM ( a, b + 1 AS c )"))
        .isEqualTo(new ModelClause.Transform("a, b + 1 AS c", 44, 32));
    assertThat(clause("IGNORE (a, \"B\")"))
        .isEqualTo(
            new ModelClause.Ignore(List.of(new Name("a", false, 40), new Name("B", true, 43)), 32));
    assertThat(clause("WEIGHT w")).isEqualTo(new ModelClause.Weight(new Name("w", false, 39), 32));
    assertThat(clause("TIME d SERIES (s)"))
        .isEqualTo(
            new ModelClause.TimeColumn(
                new Name("d", false, 37), List.of(new Name("s", false, 47)), 32));
    assertThat(clause("USER u ITEM i RATING r"))
        .isEqualTo(
            new ModelClause.UserItem(
                new Name("u", false, 37),
                new Name("i", false, 44),
                Optional.of(new Name("r", false, 53)),
                32));
  }

  @Test
  void readsSamples() {
    assertThat(clause("SAMPLE 1000 ROWS SEED 7"))
        .isEqualTo(new ModelClause.Sample(new SampleSize.Rows(1000), OptionalLong.of(7), 32));
    assertThat(clause("SAMPLE 12.5 PERCENT"))
        .isEqualTo(new ModelClause.Sample(new SampleSize.Percent(12.5), OptionalLong.empty(), 32));
  }

  @Test
  void readsSplits() {
    assertThat(rule("AUTO")).isEqualTo(new SplitRule.Auto());
    assertThat(rule("NONE")).isEqualTo(new SplitRule.None());
    assertThat(rule("STRATIFIED")).isEqualTo(new SplitRule.Stratified());
    assertThat(rule("BY TIME (d)")).isEqualTo(new SplitRule.ByTime(new Name("d", false, 47)));
    assertThat(rule("BY GROUP (a, b)"))
        .isEqualTo(
            new SplitRule.ByGroup(List.of(new Name("a", false, 48), new Name("b", false, 51))));
    assertThat(rule("BY COLUMN (part)"))
        .isEqualTo(new SplitRule.ByColumn(new Name("part", false, 49)));
    assertThat(clause("SPLIT RANDOM FRACTIONS (0.7, 0.2, 0.1) SEED 1"))
        .isEqualTo(
            new ModelClause.Split(
                new SplitRule.Random(),
                Optional.of(new Fractions(0.7, 0.2, OptionalDouble.of(0.1))),
                OptionalLong.of(1),
                32));
  }

  private static SplitRule rule(String rule) {
    return ((ModelClause.Split) clause("SPLIT " + rule)).rule();
  }

  @Test
  void readsHowItIsEvaluated() {
    assertThat(clause("EVALUATE ON (SELECT 1)"))
        .isEqualTo(new ModelClause.EvaluateOn("SELECT 1", 45, 32));
    assertThat(clause("CROSS VALIDATION 5")).isEqualTo(new ModelClause.CrossValidation(5, 32));
  }

  @Test
  void readsRefreshRules() {
    assertThat(refresh("ON DEMAND")).isEqualTo(new RefreshRule.OnDemand());
    assertThat(refresh("EVERY '1 hour 30 min'"))
        .isEqualTo(new RefreshRule.Every(Duration.ofMinutes(90)));
    assertThat(refresh("CRON '0 3 * * 1-5'")).isEqualTo(new RefreshRule.Cron("0 3 * * 1-5"));
    assertThat(refresh("ON CHANGE 10 PERCENT AT MOST EVERY '1 day'"))
        .isEqualTo(new RefreshRule.OnChange(10, Optional.of(Duration.ofDays(1))));
    assertThat(refresh("ON CHANGE 0.5 PERCENT"))
        .isEqualTo(new RefreshRule.OnChange(0.5, Optional.empty()));
    assertThat(refresh("ON DRIFT 0.2")).isEqualTo(new RefreshRule.OnDrift(0.2));
  }

  private static RefreshRule refresh(String rule) {
    return ((ModelClause.Refresh) clause("REFRESH " + rule)).rule();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IF BETTER", "ALWAYS", "NEVER"})
  void readsPromotions(String rule) {
    ModelClause.Promote promote = (ModelClause.Promote) clause("PROMOTE " + rule);
    assertThat(promote.rule().name()).isEqualTo(rule.replace(' ', '_'));
  }

  @Test
  void readsConnections() {
    assertThat(clause("CONNECTION c"))
        .isEqualTo(new ModelClause.UseConnection(new Name("c", false, 43), 32));
    assertThat(name("c").toString()).isEqualTo("c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IAM_ROLE 'arn'",
        "IAM_ROLE default",
        "S3_BUCKET 'b'",
        "KMS_KEY_ID 'k'",
        "TAGS 't'",
        "S3_GARBAGE_COLLECT OFF"
      })
  void acceptsWordsForTheCloud(String clause) {
    assertThat(clause(clause))
        .isEqualTo(new CloudOnly(clause.substring(0, clause.indexOf(' ')), 32));
  }

  @Test
  void readsSettings() {
    assertThat(clause("SETTINGS (max_runtime 60, WAIT ON, POSITIVE 'Yes', S3_BUCKET 'b', SEED 1)"))
        .isEqualTo(
            new ModelClause.Settings(
                List.of(
                    new Setting("MAX_RUNTIME", "60", 42),
                    new Setting("WAIT", "on", 58),
                    new Setting("POSITIVE", "Yes", 67),
                    new Setting("S3_BUCKET", "b", 83),
                    new Setting("SEED", "1", 98)),
                32));
  }

  @ParameterizedTest
  @ValueSource(strings = {"KMEANS", "ANOMALY", "RECOMMENDATION"})
  void needsNoTargetWhereNothingIsPredicted(String type) {
    assertThat(model("CREATE MODEL m FROM t FUNCTION f MODEL_TYPE " + type).target()).isEmpty();
  }
}
