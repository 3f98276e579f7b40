// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.data;

/** Some rows of a table or result, by column. All columns have the same number of rows. */
public interface ColumnBatch {
  int rows();

  int columns();

  ColumnVector column(int index);
}
