// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.wire;

import java.util.List;

/**
 * A prepared statement whose parameters are the columns of a row.
 *
 * @param answers what it is to answer for each row
 */
record Probe(String name, String statement, List<String> answers) {
  Probe {
    answers = List.copyOf(answers);
  }
}
