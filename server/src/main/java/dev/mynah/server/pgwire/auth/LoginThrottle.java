// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.auth;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down guessing of passwords: after some failed logins of a user from an address, the next
 * ones from there are refused for a time that doubles. Nobody waits on the server meanwhile, and
 * the same user from elsewhere notices nothing. Thread-safe.
 */
public final class LoginThrottle {
  /** Anybody may mistype a password. */
  private static final int FREE_FAILURES = 3;

  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration MAX_DELAY = Duration.ofMinutes(1);
  private static final Duration FORGET_AFTER = Duration.ofMinutes(15);

  /** So many users and addresses are remembered; those heard of least recently are forgotten. */
  private static final int MAX_ENTRIES = 10_000;

  /** The part of an IPv6 address that a network gives its user; the rest he chooses. */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final LongSupplier nanos;
  private final Map<Key, Failures> failures = new Recent();

  /** Makes a throttle that reads the time from {@link System#nanoTime}. */
  public LoginThrottle() {
    this(System::nanoTime);
  }

  LoginThrottle(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Key(String user, String network) {}

  /** What has failed: how often, when last, and until when nothing more is tried. */
  private record Failures(int count, long lastNanos, long untilNanos) {}

  /** Keeps no more than so many entries. */
  private static final class Recent extends LinkedHashMap<Key, Failures> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD = 0.75f;

    Recent() {
      super(16, LOAD, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
      return size() > MAX_ENTRIES;
    }
  }

  /**
   * Lets a login be tried, or refuses it. A user who has failed too often gets one try at a time.
   *
   * @throws DatastoreException when it is too early
   */
  public synchronized void check(String user, InetAddress address) {
    Key key = key(user, address);
    Failures known = failures.get(key);
    long now = nanos.getAsLong();
    if (known == null || forgotten(known, now)) {
      failures.remove(key);
      return;
    }
    if (now - known.untilNanos < 0) {
      long seconds = Duration.ofNanos(known.untilNanos - now).plusMillis(999).toSeconds();
      throw new DatastoreException(
              ErrorCode.INVALID_AUTHORIZATION,
              "too many failed logins of user \"%s\" from this address".formatted(user))
          .withHint("Try again in %d s.".formatted(seconds));
    }
    // Until this try has ended, others that begin beside it are refused.
    failures.put(key, blocked(known.count, now));
  }

  /** Remembers that a password was wrong. */
  public synchronized void failed(String user, InetAddress address) {
    Key key = key(user, address);
    long now = nanos.getAsLong();
    Failures known = failures.get(key);
    int before = known == null || forgotten(known, now) ? 0 : known.count;
    failures.put(key, blocked(before + 1, now));
  }

  /** Forgets what failed before: the password was right. */
  public synchronized void succeeded(String user, InetAddress address) {
    failures.remove(key(user, address));
  }

  private static Failures blocked(int count, long now) {
    return new Failures(count, now, now + delay(count).toNanos());
  }

  private static Duration delay(int count) {
    if (count < FREE_FAILURES) {
      return Duration.ZERO;
    }
    // 2 to the power of 10 is beyond the longest delay.
    Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(10, count - FREE_FAILURES));
    return delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
  }

  private static boolean forgotten(Failures known, long now) {
    return now - known.lastNanos > FORGET_AFTER.toNanos();
  }

  private static Key key(String user, InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] network =
        address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes;
    return new Key(user, HexFormat.of().formatHex(network));
  }

  /** Returns how many users and addresses are remembered. */
  synchronized int size() {
    return failures.size();
  }
}
