// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import java.time.LocalDate;

/**
 * What a point in time says beside how long ago it was. Parts that go round are also there as sine
 * and cosine, so that the end of a round lies beside its beginning.
 */
public enum DatePart {
  YEAR("year"),
  QUARTER("quarter"),
  MONTH("month"),
  DAY("day"),
  WEEKDAY("weekday"),
  HOUR("hour"),
  YEAR_SINE("year_sin"),
  YEAR_COSINE("year_cos"),
  WEEK_SINE("week_sin"),
  WEEK_COSINE("week_cos"),
  DAY_SINE("day_sin"),
  DAY_COSINE("day_cos");

  private static final double DAYS_A_YEAR = 365.2425;
  private static final int HOURS_A_DAY = 24;

  /** Points in time beyond this are no dates that a calendar has. */
  private static final double MAX_DAYS = 1e8;

  private final String label;

  DatePart(String label) {
    this.label = label;
  }

  /** Returns the end of the feature's name. */
  public String label() {
    return label;
  }

  /**
   * Computes the part.
   *
   * @param days since 1970-01-01, with the time of day as a fraction; NaN gives NaN
   */
  public double of(double days) {
    if (!(Math.abs(days) <= MAX_DAYS)) {
      return Double.NaN;
    }
    long day = (long) Math.floor(days);
    LocalDate date = LocalDate.ofEpochDay(day);
    return switch (this) {
      case YEAR -> date.getYear();
      case QUARTER -> Math.ceilDiv(date.getMonthValue(), 3);
      case MONTH -> date.getMonthValue();
      case DAY -> date.getDayOfMonth();
      case WEEKDAY -> date.getDayOfWeek().getValue();
      case HOUR -> Math.floor((days - day) * HOURS_A_DAY);
      case YEAR_SINE -> StrictMath.sin(turn(date.getDayOfYear() - 1, DAYS_A_YEAR));
      case YEAR_COSINE -> StrictMath.cos(turn(date.getDayOfYear() - 1, DAYS_A_YEAR));
      case WEEK_SINE -> StrictMath.sin(turn(date.getDayOfWeek().getValue() - 1, 7));
      case WEEK_COSINE -> StrictMath.cos(turn(date.getDayOfWeek().getValue() - 1, 7));
      case DAY_SINE -> StrictMath.sin(turn(days - day, 1));
      case DAY_COSINE -> StrictMath.cos(turn(days - day, 1));
    };
  }

  private static double turn(double done, double round) {
    return 2 * Math.PI * done / round;
  }
}
