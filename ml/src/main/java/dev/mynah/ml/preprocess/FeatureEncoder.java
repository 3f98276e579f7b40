// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.TextValues;
import dev.mynah.spi.data.ColumnBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes features from columns. Immutable, so any number of threads may encode with it.
 *
 * @param sources one a feature, in the order of the features
 */
public record FeatureEncoder(List<FeatureSource> sources) {
  public FeatureEncoder {
    sources = List.copyOf(sources);
  }

  /**
   * Learns from training rows how to encode some columns.
   *
   * @param columns places in {@code dataset}
   * @param inputs the place of each of them among the inputs of the model
   */
  public static FeatureEncoder fit(Dataset dataset, int[] columns, int[] inputs, int[] rowIndexes) {
    List<FeatureSource> sources = new ArrayList<>();
    for (int index = 0; index < columns.length; index++) {
      String name = dataset.columns().get(columns[index]).name();
      int input = inputs[index];
      sources.add(
          switch (dataset.values(columns[index])) {
            case NumberValues numbers -> NumberSource.fit(input, name, numbers, rowIndexes);
            case TextValues texts -> CategorySource.fit(input, name, texts, rowIndexes);
          });
    }
    return new FeatureEncoder(sources);
  }

  public List<Feature> features() {
    return sources.stream().map(FeatureSource::feature).toList();
  }

  /**
   * Encodes training rows.
   *
   * @param columns the place in {@code dataset} of each source's column
   */
  public FeatureMatrix encode(Dataset dataset, int[] columns, int[] rowIndexes) {
    float[][] encoded = new float[sources.size()][rowIndexes.length];
    for (int feature = 0; feature < encoded.length; feature++) {
      sources.get(feature).encode(dataset.values(columns[feature]), rowIndexes, encoded[feature]);
    }
    return new FeatureMatrix(features(), encoded, rowIndexes.length);
  }

  /** Encodes arguments: one column an input of the model. */
  public FeatureMatrix encode(ColumnBatch arguments) {
    int rows = arguments.rows();
    double[] scratch = new double[rows];
    float[][] encoded = new float[sources.size()][rows];
    for (int feature = 0; feature < encoded.length; feature++) {
      FeatureSource source = sources.get(feature);
      source.encode(arguments.column(source.input()), rows, scratch, encoded[feature]);
    }
    return new FeatureMatrix(features(), encoded, rows);
  }
}
