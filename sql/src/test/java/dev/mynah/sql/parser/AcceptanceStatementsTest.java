// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.sql.tree.ConnectionStatement;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.ModelClause;
import dev.mynah.sql.tree.ModelSource.QuerySource;
import dev.mynah.sql.tree.ModelStatement.CreateModel;
import dev.mynah.sql.tree.ModelStatement.ShowModel;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.Statement;
import dev.mynah.sql.tree.UnsupportedStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements of other products that run as printed. */
class AcceptanceStatementsTest {
  private static final String REDSHIFT =
      """
      CREATE MODEL demo_ml.customer_churn
      FROM (SELECT state, account_length, area_code, total_charge/account_length AS average_daily_spend, cust_serv_calls, churn
            FROM demo_ml.customer_activity WHERE record_date < '2020-01-01')
      TARGET churn FUNCTION predict_customer_churn IAM_ROLE 'arn:aws:iam::123456789012:role/RedshiftML' SETTINGS (S3_BUCKET 'bucket');
      SELECT schema_name, model_name, model_state FROM stv_ml_model_info;
      SHOW MODEL demo_ml.customer_churn;
      """;

  private static final String AURORA =
      """
      CREATE TABLE IF NOT EXISTS comments (
        comment_id INT AUTO_INCREMENT PRIMARY KEY,
        comment_text VARCHAR(255) NOT NULL
      );
      INSERT INTO comments (comment_text) VALUES ("I don’t like how this was implemented.");
      SELECT AVG(CASE aws_comprehend_detect_sentiment(comment_text, 'en')
                 WHEN 'POSITIVE' THEN 1.0 WHEN 'NEGATIVE' THEN -1.0 ELSE 0.0 END) AS avg_sentiment,
             COUNT(*) AS total
      FROM comments
      WHERE aws_comprehend_detect_sentiment_confidence(comment_text, 'en') >= 0.80;
      CREATE FUNCTION will_churn (
        state varchar(2048), acc_length bigint(20), day_mins double)
      RETURNS varchar(2048) CHARSET utf8mb4
      alias aws_sagemaker_invoke_endpoint
      endpoint name 'tuning-job-123';
      """;

  private static final String EXASOL =
      """
      CREATE OR REPLACE CONNECTION AWS_CONNECTION TO 'https://bucket.s3.eu-central-1.amazonaws.com/' USER 'id' IDENTIFIED BY 'key';
      EXECUTE SCRIPT IDA."SME_TRAIN_WITH_SAGEMAKER_AUTOPILOT"(
      '{ "job_name": "APSClassifier", "aws_region": "eu-central-1", "max_candidates": 2 }');
      SELECT IDAPrediction."APSPredictor"(AA_000, AB_000, /* all 170 */ EG_000) FROM IDA.TEST GROUP BY IPROC(), MOD(ROWNUM, 6);
      """;

  private static List<Statement> statements(String script) {
    return StatementSplitter.split(script).stream()
        .map(source -> SqlParser.parse(source.text()))
        .toList();
  }

  @Test
  void readsRedshiftsStatements() {
    List<Statement> statements = statements(REDSHIFT);
    assertThat(statements).hasSize(3);
    CreateModel model = (CreateModel) statements.get(0);
    assertThat(model.name()).isEqualTo(QualifiedName.of("demo_ml", "customer_churn"));
    assertThat(((QuerySource) model.source()).text())
        .startsWith("SELECT state")
        .endsWith("< '2020-01-01'");
    assertThat(model.target().map(Object::toString)).contains("churn");
    assertThat(model.clauses().stream().map(ModelClause::keyword))
        .containsExactly("IAM_ROLE", "SETTINGS");
    assertThat(statements.get(1)).isInstanceOf(EngineStatement.class);
    assertThat(statements.get(2)).isInstanceOf(ShowModel.class);
  }

  @Test
  void readsAurorasStatements() {
    List<Statement> statements = statements(AURORA);
    assertThat(statements).hasSize(4);
    assertThat(statements).hasOnlyElementsOfType(EngineStatement.class);
  }

  @Test
  void readsExasolsStatements() {
    List<Statement> statements = statements(EXASOL);
    assertThat(statements).hasSize(3);
    assertThat(statements.get(0)).isInstanceOf(ConnectionStatement.CreateConnection.class);
    assertThat(statements.get(1)).isEqualTo(new UnsupportedStatement("EXECUTE SCRIPT", 1));
    assertThat(statements.get(2)).isInstanceOf(EngineStatement.class);
  }
}
