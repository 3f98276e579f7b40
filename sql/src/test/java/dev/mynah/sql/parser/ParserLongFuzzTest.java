// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.api.Tag;

/** Searches longer than {@link ParserFuzzTest} for texts that harm the parser. */
@Tag("nightly")
class ParserLongFuzzTest {
  @FuzzTest(maxDuration = "4m")
  void failsOnlyWithDatastoreExceptions(@NotNull String text) {
    ParserFuzzTest.check(text);
  }
}
