// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DatePartTest {
  /** 2024-05-01, a Wednesday, at 18:00. */
  private static final double MAY = 19_844.75;

  @Test
  void readsTheCalendar() {
    assertThat(DatePart.YEAR.of(MAY)).isEqualTo(2024);
    assertThat(DatePart.QUARTER.of(MAY)).isEqualTo(2);
    assertThat(DatePart.MONTH.of(MAY)).isEqualTo(5);
    assertThat(DatePart.DAY.of(MAY)).isEqualTo(1);
    assertThat(DatePart.WEEKDAY.of(MAY)).isEqualTo(3);
    assertThat(DatePart.HOUR.of(MAY)).isEqualTo(18);
  }

  @Test
  void readsDaysBefore1970() {
    // 1969-12-31 at 12:00, a Wednesday.
    assertThat(DatePart.YEAR.of(-0.5)).isEqualTo(1969);
    assertThat(DatePart.DAY.of(-0.5)).isEqualTo(31);
    assertThat(DatePart.HOUR.of(-0.5)).isEqualTo(12);
    assertThat(DatePart.WEEKDAY.of(-0.5)).isEqualTo(3);
  }

  @Test
  void partsThatGoRoundEndWhereTheyBegin() {
    assertThat(DatePart.DAY_SINE.of(MAY)).isCloseTo(-1, within(1e-9));
    assertThat(DatePart.DAY_COSINE.of(MAY)).isCloseTo(0, within(1e-9));
    // 2023-12-31 and 2024-01-01.
    assertThat(DatePart.YEAR_SINE.of(19_722))
        .isCloseTo(DatePart.YEAR_SINE.of(19_723), within(0.03));
    assertThat(DatePart.YEAR_COSINE.of(19_722))
        .isCloseTo(DatePart.YEAR_COSINE.of(19_723), within(0.03));
  }

  @Test
  void whatIsNoDateHasNoParts() {
    for (DatePart part : DatePart.values()) {
      assertThat(part.of(Double.NaN)).isNaN();
      assertThat(part.of(Double.POSITIVE_INFINITY)).isNaN();
      assertThat(part.of(1e300)).isNaN();
    }
  }
}
