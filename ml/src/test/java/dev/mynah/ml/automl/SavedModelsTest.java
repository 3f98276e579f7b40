// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models that former releases saved are read, and answer as they did then. */
final class SavedModelsTest {
  @Test
  void answerAsTheyDidWhenTheyWereSaved() throws IOException {
    List<Path> models = SavedModels.all();
    assertThat(models).hasSizeGreaterThanOrEqualTo(9);
    for (Path model : models) {
      assertThat(SavedModels.answers(SavedModels.read(model), SavedModels.rows(model)))
          .describedAs(model.toString())
          .containsExactly(SavedModels.answersThen(model), within(1e-9));
    }
  }

  @Test
  void explainThemselvesAndKnowTheirErrors() throws IOException {
    for (Path model : SavedModels.all()) {
      Predictor predictor = SavedModels.read(model);
      List<Explanation> explanations =
          new Explainer(predictor).explain(SavedModels.rows(model).head(3).batch());
      assertThat(explanations).hasSize(3).allMatch(one -> one.values().length == 4);
      assertThat(predictor.spread().isKnown()).isEqualTo(predictor.classes().isEmpty());
    }
  }
}
