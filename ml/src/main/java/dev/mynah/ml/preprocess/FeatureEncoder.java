// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.TextValues;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes features from columns. Immutable, so any number of threads may encode with it.
 *
 * @param sources one a feature, in the order of the features; those of a column are neighbours, and
 *     the first of them is the column itself
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
      switch (dataset.values(columns[index])) {
        case NumberValues numbers -> {
          sources.add(NumberSource.fit(input, name, numbers, rowIndexes));
          if (DatePartSource.fits(dataset.columns().get(columns[index]).type().kind())) {
            sources.addAll(DatePartSource.fit(input, name, numbers, rowIndexes));
          }
        }
        case TextValues texts -> {
          if (Terms.fit(texts, rowIndexes)) {
            sources.addAll(TermSource.fit(input, name, texts, rowIndexes));
          } else {
            sources.add(CategorySource.fit(input, name, texts, rowIndexes));
          }
        }
      }
    }
    return new FeatureEncoder(sources);
  }

  /** Returns the places of the features that tell which terms texts have, rising. */
  public int[] termFeatures() {
    return IntStream.range(0, sources.size())
        .filter(feature -> sources.get(feature) instanceof TermSource)
        .toArray();
  }

  public List<Feature> features() {
    return sources.stream().map(FeatureSource::feature).toList();
  }

  /**
   * Encodes training rows.
   *
   * @param columns the place in {@code dataset} of each input, in the order of {@code inputs}
   * @param inputs the place of each of them among the inputs of the model
   */
  public FeatureMatrix encode(Dataset dataset, int[] columns, int[] inputs, int[] rowIndexes) {
    float[][] encoded = new float[sources.size()][rowIndexes.length];
    for (int feature = 0; feature < encoded.length; feature++) {
      FeatureSource source = sources.get(feature);
      int place = 0;
      while (inputs[place] != source.input()) {
        place++;
      }
      ColumnValues values = dataset.values(columns[place]);
      if (!(source instanceof TermSource terms)) {
        source.encode(values, rowIndexes, encoded[feature]);
      } else if (terms.part() == 0) {
        terms.encode((TextValues) values, rowIndexes, encoded, feature);
      }
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
      ColumnVector vector = arguments.column(source.input());
      if (!(source instanceof TermSource terms)) {
        source.encode(vector, rows, scratch, encoded[feature]);
      } else if (terms.part() == 0) {
        terms.encode(vector, rows, encoded, feature);
      }
    }
    return new FeatureMatrix(features(), encoded, rows);
  }
}
