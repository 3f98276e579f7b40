// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.spi.error.DatastoreException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoginThrottleTest {
  private final InetAddress here = address("192.0.2.1");
  private long nanos = Long.MAX_VALUE - 5;
  private final LoginThrottle throttle = new LoginThrottle(() -> nanos);

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private void fail(int times) {
    for (int time = 0; time < times; time++) {
      throttle.failed("ann", here);
    }
  }

  private void refuses(String hint) {
    assertThatThrownBy(() -> throttle.check("ann", here))
        .isInstanceOfSatisfying(DatastoreException.class, e -> assertThat(e.hint()).contains(hint));
  }

  private void lets(String user, InetAddress address) {
    assertThatCode(() -> throttle.check(user, address)).doesNotThrowAnyException();
  }

  @Test
  void letsEverybodyMistypeTwice() {
    fail(2);
    lets("ann", here);
    lets("ann", here);
  }

  @Test
  void doublesTheDelayUpToAMinute() {
    fail(3);
    refuses("Try again in 1 s.");
    pass(Duration.ofMillis(999));
    refuses("Try again in 1 s.");
    pass(Duration.ofMillis(1));
    lets("ann", here);
    fail(1);
    refuses("Try again in 2 s.");
    fail(1);
    refuses("Try again in 4 s.");
    fail(100);
    refuses("Try again in 60 s.");
  }

  @Test
  void letsOneTryAtATime() {
    fail(4);
    pass(Duration.ofSeconds(2));
    lets("ann", here);
    refuses("Try again in 2 s.");
  }

  @Test
  void neverDelaysAnotherUserOrAnotherAddress() {
    fail(50);
    lets("bob", here);
    lets("ann", address("192.0.2.2"));
  }

  @Test
  void takesANetworkOfIpv6ForOneAddress() {
    for (int time = 0; time < 5; time++) {
      throttle.failed("ann", address("2001:db8::" + time));
    }
    assertThatThrownBy(() -> throttle.check("ann", address("2001:db8::ffff")))
        .isInstanceOf(DatastoreException.class);
    lets("ann", address("2001:db8:0:1::1"));
  }

  @Test
  void forgetsAfterTheRightPasswordAndAfterAQuarterOfAnHour() {
    fail(5);
    throttle.succeeded("ann", here);
    lets("ann", here);
    assertThat(throttle.size()).isZero();
    fail(5);
    pass(Duration.ofMinutes(16));
    lets("ann", here);
    fail(1);
    lets("ann", here);
  }

  @Test
  void remembersNoMoreThanItMay() {
    for (int user = 0; user < 20_000; user++) {
      throttle.failed("user" + user, here);
    }
    assertThat(throttle.size()).isEqualTo(10_000);
  }
}
