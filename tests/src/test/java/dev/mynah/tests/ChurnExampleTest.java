// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example that {@code mynah demo} runs, against the rule that its data came from. */
class ChurnExampleTest {
  private static final Path EXAMPLE = TestTree.root().resolve("examples/churn");

  /** The area under the ROC curve of a score, by the rank sum of Mann and Whitney. */
  private static final String AUC =
      """
      WITH scored AS (
        SELECT churned = 'yes' AS positive, %s AS score
        FROM customers JOIN customers_rule ON customers_rule.id = customers.id
        WHERE customers.id %% 5 = 0
      ), ranked AS (
        SELECT positive,
          rank() OVER (ORDER BY score) + (count(*) OVER (PARTITION BY score) - 1) / 2.0 AS place
        FROM scored
      )
      SELECT (sum(place) FILTER (positive)
          - count(*) FILTER (positive) * (count(*) FILTER (positive) + 1) / 2.0)
        / (count(*) FILTER (positive) * count(*) FILTER (NOT positive))::DOUBLE
      FROM ranked
      """;

  @Test
  void theModelRanksUnseenCustomersNearlyAsWellAsTheHiddenRule() throws IOException {
    try (InMemoryRun run = new InMemoryRun()) {
      run.runFile(EXAMPLE.resolve("load.sql"));
      run.runFile(EXAMPLE.resolve("run.sql"));
      double rule = run.number(AUC.formatted("p"));
      double model = run.number(AUC.formatted("will_churn_probability(customers, 'yes')"));
      assertThat(rule).isBetween(0.75, 0.95);
      assertThat(model).isGreaterThan(0.95 * rule);
    }
  }

  @Test
  void theCustomersAreTheSameEachTime() throws IOException {
    double first = fingerprint();
    assertThat(fingerprint()).isEqualTo(first);
  }

  private static double fingerprint() throws IOException {
    try (InMemoryRun run = new InMemoryRun()) {
      run.runFile(EXAMPLE.resolve("load.sql"));
      assertThat(run.number("SELECT count(*) FROM customers")).isEqualTo(5_000);
      assertThat(run.number("SELECT count(*) FROM customers WHERE data_gb IS NULL"))
          .isBetween(100.0, 300.0);
      return run.number("SELECT sum(hash(customers) % 1000003) FROM customers");
    }
  }
}
