// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateModelErrorsTest {
  @Test
  void saysWhatWasExpectedAndWhatIsNearest() {
    String text = "CREATE MODEL m FROM t TARGT y";
    SyntaxErrors.assertRefused(
        text, "expected TARGET, FUNCTION or a clause but found \"TARGT\"", "TARGT y");
    assertThat(SyntaxErrors.hintOf(text)).isEqualTo("Did you mean TARGET?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "CREATE MODEL ~ expected a model's name but found the end of the statement ~ ``",
        "CREATE MODEL m FROM ~ expected a table, a query in parentheses or a file in single quotes but found the end of the statement ~ ``",
        "CREATE MODEL m FROM () TARGET y ~ expected a query but found \")\" ~ ) TARGET",
        "CREATE MODEL m FROM (SELECT (1) TARGET y ~ a parenthesis is not closed ~ (SELECT",
        "CREATE MODEL a.b.m FROM t TARGET y ~ cross-database references are not implemented ~ a.b",
        "CREATE MODEL 'm' FROM t ~ expected a model's name but found \"'m'\" ~ 'm'",
        "CREATE OR REPLACE MODEL IF NOT EXISTS m FROM t TARGET y ~ OR REPLACE and IF NOT EXISTS exclude each other ~ IF NOT",
        "CREATE MODEL m FROM t ~ expected TARGET column, or MODEL_TYPE KMEANS, ANOMALY or RECOMMENDATION ~ ``",
        "CREATE MODEL m FROM t MODEL_TYPE XGBOOST ~ expected TARGET column, or MODEL_TYPE KMEANS, ANOMALY or RECOMMENDATION ~ ``",
        "CREATE MODEL m FUNCTION f ~ expected FROM and what the model learns from ~ ``",
        "CREATE MODEL m FUNCTION f SAGEMAKER 'e' ~ a model at an endpoint needs the types of its function ~ ``",
        "CREATE MODEL m TARGET y FROM t ~ expected a clause or the end of the statement but found \"FROM\" ~ FROM t",
        "CREATE MODEL m FROM t TARGET y TARGET z ~ clause TARGET is given twice ~ TARGET z",
        "CREATE MODEL m FROM t TARGET y FUNCTION f FUNCTION g ~ clause FUNCTION is given twice ~ FUNCTION g",
        "CREATE MODEL m FROM t TARGET y WEIGHT a WEIGHT b ~ clause WEIGHT is given twice ~ WEIGHT b",
        "CREATE MODEL m FROM t TARGET y OBJECTIVE 'AUC' OBJECTIVE COST (FP 1, FN 1) ~ clause OBJECTIVE is given twice ~ OBJECTIVE COST",
        "CREATE MODEL m FROM t TARGET y SPLIT AUTO CROSS VALIDATION 5 ~ SPLIT and CROSS VALIDATION exclude each other ~ CROSS",
        "CREATE MODEL m FROM t TARGET y EVALUATE ON (SELECT 1) SPLIT NONE ~ SPLIT and EVALUATE ON exclude each other ~ SPLIT",
        "CREATE MODEL m FROM t TARGET y EVALUATE ON (SELECT 1) CROSS VALIDATION 2 ~ EVALUATE ON and CROSS VALIDATION exclude each other ~ CROSS",
        "CREATE MODEL m FROM t TARGET y MODEL_TYPE MLP CANDIDATES (KNN) ~ CANDIDATES and MODEL_TYPE MLP exclude each other ~ CANDIDATES",
        "CREATE MODEL m FROM t TARGET y AUTO MAYBE ~ expected ON or OFF but found \"MAYBE\" ~ MAYBE",
        "CREATE MODEL m FROM t TARGET y CROSS VALIDATION 1 ~ the number of folds must be a whole number of at least 2 ~ 1",
        "CREATE MODEL m FROM t TARGET y CROSS VALIDATION 1e99 ~ the number of folds must be a whole number of at least 2 ~ 1e99",
        "CREATE MODEL m FROM t TARGET y SAMPLE 1.5 ROWS ~ the number of rows must be a whole number of at least 1 ~ 1.5",
        "CREATE MODEL m FROM t TARGET y SAMPLE 101 PERCENT ~ the percentage must be above 0 and at most 100 ~ 101",
        "CREATE MODEL m FROM t TARGET y SAMPLE x ROWS ~ expected the sample size, a number, but found \"x\" ~ x ROWS",
        "CREATE MODEL m FROM t TARGET y SPLIT RANDOM FRACTIONS (0.8, 0.3) ~ the fractions add up to more than 1 ~ (0.8",
        "CREATE MODEL m FROM t TARGET y SPLIT NONE FRACTIONS (0.8, 0.1) ~ this split takes no FRACTIONS ~ FRACTIONS",
        "CREATE MODEL m FROM t TARGET y SPLIT BY TIME (a, b) ~ expected \")\" but found \",\" ~ , b",
        "CREATE MODEL m FROM t TARGET y IGNORE () ~ expected a column but found \")\" ~ )",
        "CREATE MODEL m FROM t TARGET y IGNORE (a b) ~ expected \",\" or \")\" but found \"b\" ~ b",
        "CREATE MODEL m FROM t TARGET y REFRESH EVERY '1 month' ~ the interval \"1 month\" is not a length of time ~ '1 month'",
        "CREATE MODEL m FROM t TARGET y REFRESH EVERY '0 s' ~ the interval \"0 s\" is not a length of time ~ '0 s'",
        "CREATE MODEL m FROM t TARGET y REFRESH CRON '* * *' ~ \"* * *\" is not a schedule of five fields ~ '*",
        "CREATE MODEL m FROM t TARGET y REFRESH ON CHANGE 0 PERCENT ~ the percentage must be above 0 ~ 0 PERCENT",
        "CREATE MODEL m FROM t TARGET y PROMOTE IF WORSE ~ expected BETTER but found \"WORSE\" ~ WORSE",
        "CREATE MODEL m FROM t TARGET y SETTINGS (SEED 1, seed 2) ~ setting SEED is given twice ~ seed 2",
        "CREATE MODEL m FROM t TARGET y SETTINGS (SEED) ~ expected a value for SEED but found \")\" ~ )",
        "CREATE MODEL m FROM t TARGET y HYPERPARAMETERS (a 1) ~ expected DEFAULT but found \"(\" ~ (a",
        "CREATE MODEL m FROM t TARGET y COMMENT c ~ expected a text in single quotes but found \"c\" ~ c",
        "CREATE MODEL m FROM 'f' SHA256 'abc' ~ a SHA-256 checksum has 64 hexadecimal digits ~ 'abc'",
        "CREATE MODEL m FROM t TARGET y OBJECTIVE 'reg:squarederror' ~ objective \"reg:squarederror\" needs AUTO OFF ~ OBJECTIVE",
        "CREATE MODEL m FROM t TARGET y IAM_ROLE ~ expected a value for IAM_ROLE but found the end of the statement ~ ``",
        "CREATE MODEL m FROM t TARGET y ) ~ expected a clause or the end of the statement but found \")\" ~ )",
        "CREATE MODEL m FROM (SELECT '😀') TARGT y ~ expected TARGET, FUNCTION or a clause but found \"TARGT\" ~ TARGT"
      })
  void refusesWrongForms(String text, String message, String at) {
    SyntaxErrors.assertRefused(text, message, at);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "MODEL_TYPE XGBOST ~ Did you mean XGBOOST?",
        "PROBLEM_TYPE REGRESION ~ Did you mean REGRESSION?",
        "CANDIDATES (KMN) ~ Did you mean KNN?",
        "OBJECTIVE 'Acuracy' ~ Did you mean 'Accuracy'?",
        "SETTINGS (MAX_RUNTIM 10) ~ Did you mean MAX_RUNTIME?",
        "SPLIT STRATIFED ~ Did you mean STRATIFIED?",
        "HYPERPARAMETER DEFAULT ~ Did you mean HYPERPARAMETERS?"
      })
  void suggestsTheNearestWord(String clause, String hint) {
    assertThat(SyntaxErrors.hintOf("CREATE MODEL m FROM t TARGET y " + clause)).isEqualTo(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "CREATE MODEL d.m OPTIONS (model_type = 'logistic_reg') AS SELECT * FROM t ~ CREATE MODEL name FROM (query) TARGET column",
        "CREATE MODEL m AS SELECT 1 ~ CREATE MODEL name FROM (query) TARGET column",
        "SELECT FORECAST(s.m); ~ SELECT * FROM forecast('s.m').",
        "CREATE MODEL m TARGET y FROM t ~ FROM stands right after the model's name.",
        "CREATE MODEL m FROM t TARGET y SETTINGS (XYZZY 1) ~ The settings are MAX_RUNTIME,",
        "CREATE MODEL m FROM t TARGET y OBJECTIVE 'plugh!' ~ The objectives are MSE,"
      })
  void showsOurForm(String text, String hint) {
    assertThat(SyntaxErrors.hintOf(text)).contains(hint);
  }
}
