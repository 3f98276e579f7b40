// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.pgjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.tests.TestTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownFailuresTest {
  private static final KnownFailures KNOWN =
      KnownFailures.read(
          List.of(
              "# failures, tests, test, reason",
              "2\t2\ta.FirstTest#one\tno xml",
              "1\t9\ta.SecondTest\tno boxes",
              "3\t3\ta.ThirdTest#*\tno xml",
              "0-1\t1\ta.FifthTest#slow\tthe clock"));

  private static final List<Outcome> AS_LISTED =
      List.of(
          failed("a.FirstTest[1]#one"),
          failed("a.FirstTest[2]#one"),
          new Outcome("successful", "a.FirstTest[3]#one", ""),
          new Outcome("aborted", "a.FirstTest[1]#two", "not here"),
          failed("a.SecondTest"),
          failed("a.ThirdTest#x[1]"),
          failed("a.ThirdTest#x[2]"),
          failed("a.ThirdTest#y"));

  private static Outcome failed(String test) {
    return new Outcome("failed", test, "why");
  }

  @Test
  void whatIsAsListedDiffersInNothing() {
    assertThat(KNOWN.differences(AS_LISTED)).isEmpty();
  }

  @Test
  void aFailureThatIsNotListedIsADifference() {
    List<Outcome> more = new ArrayList<>(AS_LISTED);
    more.add(failed("a.FourthTest#new"));
    more.add(failed("a.FirstTest[3]#one"));
    assertThat(KNOWN.differences(more))
        .containsExactly(
            "a.FirstTest#one fails 3 times, and is listed for 2: why",
            "a.FourthTest#new fails 1 times, and is listed for 0: why");
  }

  @Test
  void aPassThatIsListedIsADifference() {
    assertThat(KNOWN.differences(AS_LISTED.subList(1, 5)))
        .containsExactly(
            "a.FirstTest#one fails 1 times, and is listed for 2: why",
            "a.ThirdTest#* fails 0 times, and is listed for 3");
  }

  @Test
  void whatDependsOnTheMachineMayPassOrNot() {
    List<Outcome> slow = new ArrayList<>(AS_LISTED);
    slow.add(failed("a.FifthTest#slow"));
    assertThat(KNOWN.differences(slow)).isEmpty();
    slow.add(failed("a.FifthTest#slow"));
    assertThat(KNOWN.differences(slow))
        .containsExactly("a.FifthTest#slow fails 2 times, and is listed for 1: why");
  }

  @Test
  void testsAreCountedAndNotFailures() {
    assertThat(KNOWN.total()).isEqualTo(15);
    assertThat(KNOWN.byReason()).isEqualTo(Map.of("no boxes", 9, "no xml", 5, "the clock", 1));
  }

  @Test
  void aLineWithoutAReasonIsRefused() {
    assertThatThrownBy(() -> KnownFailures.read(List.of("1\t1\ta.FirstTest#one\t ")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KnownFailures.read(List.of("1\t1\ta.B#c\tx", "1\t1\ta.B#c\ty")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theListInUseCanBeRead() throws IOException {
    KnownFailures known =
        KnownFailures.read(Files.readAllLines(TestTree.root().resolve("tests/pgjdbc/known.tsv")));
    assertThat(known.total()).isPositive();
  }
}
