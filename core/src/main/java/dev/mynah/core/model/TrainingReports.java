// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.ml.automl.CandidateReport;
import dev.mynah.ml.automl.FeatureReport;
import dev.mynah.ml.automl.MetricReport;
import dev.mynah.ml.automl.SearchResult;
import dev.mynah.ml.evaluation.ConfusionCell;
import dev.mynah.spi.engine.EngineSession;
import java.util.List;

/** What a training found out, as rows of the catalog: candidates, features, metrics, confusion. */
final class TrainingReports {
  private TrainingReports() {}

  /** Writes them in the transaction of the session. */
  static void insert(EngineSession session, ModelVersion version, SearchResult result) {
    for (CandidateReport candidate : result.candidates()) {
      insertCandidate(session, version, candidate);
    }
    insertFeatures(session, version, result.features());
    insertMetrics(session, version, result.metrics(), result.confusion());
    result
        .test()
        .ifPresent(test -> insertMetrics(session, version, test.metrics(), test.confusion()));
  }

  private static void insertMetrics(
      EngineSession session,
      ModelVersion version,
      List<MetricReport> metrics,
      List<ConfusionCell> confusion) {
    for (MetricReport metric : metrics) {
      CatalogRow.execute(
          session,
          "INSERT INTO ml._model_metrics VALUES ($1, $2, $3, $4, $5, $6)",
          version.modelId(),
          version.number(),
          metric.part(),
          metric.metric().label(),
          metric.value(),
          ModelStore.finite(metric.baseline()));
    }
    String part = metrics.get(0).part();
    for (ConfusionCell cell : confusion) {
      CatalogRow.execute(
          session,
          "INSERT INTO ml._confusion VALUES ($1, $2, $3, $4, $5, $6)",
          version.modelId(),
          version.number(),
          part,
          cell.actual(),
          cell.predicted(),
          (long) cell.rows());
    }
  }

  private static void insertCandidate(
      EngineSession session, ModelVersion version, CandidateReport candidate) {
    CatalogRow.execute(
        session,
        "INSERT INTO ml._candidates (model_id, version, candidate, rank, algorithm, state, score,"
            + " fit_seconds, hyperparameters, weight)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        version.modelId(),
        version.number(),
        candidate.name(),
        (long) candidate.rank(),
        candidate.algorithm(),
        candidate.state().name(),
        ModelStore.finite(candidate.score()),
        candidate.fitSeconds(),
        JsonText.object(candidate.hyperparameters()),
        candidate.weight());
  }

  private static void insertFeatures(
      EngineSession session, ModelVersion version, List<FeatureReport> features) {
    long position = 0;
    for (FeatureReport feature : features) {
      position++;
      CatalogRow.execute(
          session,
          "INSERT INTO ml._model_features VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
          version.modelId(),
          version.number(),
          position,
          feature.feature(),
          feature.column(),
          feature.type().engineName(),
          feature.treatment().name(),
          feature.reason(),
          feature.importance(),
          feature.missingShare(),
          (long) feature.distinct());
    }
  }
}
