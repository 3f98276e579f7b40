// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.Optional;

/** What a model is made from: {@code FROM ...}. */
public sealed interface ModelSource {
  /** {@code FROM table}. */
  record TableSource(QualifiedName table) implements ModelSource {}

  /**
   * {@code FROM '(' query ')'}.
   *
   * @param text what stands between the parentheses, as written
   * @param position the first character of the text in the statement, from 1
   */
  record QuerySource(String text, int position) implements ModelSource {}

  /**
   * {@code FROM 'uri' [FORMAT {ONNX | XGBOOST | LIGHTGBM}] [SHA256 'hex']}.
   *
   * @param format in upper case
   * @param sha256 64 hexadecimal digits in lower case
   */
  record FileSource(String uri, Optional<String> format, Optional<String> sha256)
      implements ModelSource {}

  /** No FROM: the model answers elsewhere. */
  record NoSource() implements ModelSource {}
}
