// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps requests out that a browser sends for somebody else: a page whose name was made to lead to
 * this server names a strange host, and a page of another origin names that.
 */
final class RequestGuard {
  private final Set<String> hosts;
  private final HttpOptions options;

  RequestGuard(HttpOptions options) {
    this.options = options;
    this.hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    if (!options.host().isAnyLocalAddress()) {
      String address = options.host().getHostAddress();
      hosts.add(address.contains(":") ? "[" + address + "]" : address);
    }
    options.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
  }

  /** Lets a request through that names this server, and no other origin. */
  void check(HttpExchange exchange) throws HttpRefusal {
    String host = only(exchange, "Host").orElse("");
    if (!hosts.contains(withoutPort(host))) {
      throw HttpRefusal.of(HttpRefusal.FORBIDDEN, "the host of the request is not this server");
    }
    Optional<String> origin = only(exchange, "Origin");
    if (origin.isPresent() && !isOwn(origin.get(), host)) {
      throw HttpRefusal.of(HttpRefusal.FORBIDDEN, "requests of other origins are not answered");
    }
  }

  /** Lets a request through that may see health and metrics. */
  void checkMonitoring(HttpExchange exchange) throws HttpRefusal {
    boolean allowed =
        switch (options.monitoring()) {
          case LOOPBACK -> exchange.getRemoteAddress().getAddress().isLoopbackAddress();
          case EVERYBODY -> true;
        };
    if (!allowed) {
      throw HttpRefusal.of(
          HttpRefusal.FORBIDDEN, "health and metrics are told to this machine alone");
    }
  }

  private static Optional<String> only(HttpExchange exchange, String header) throws HttpRefusal {
    List<String> values = exchange.getRequestHeaders().get(header);
    if (values == null || values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw HttpRefusal.of(HttpRefusal.BAD_REQUEST, "header \"%s\" twice".formatted(header));
    }
    return Optional.of(values.getFirst());
  }

  private static boolean isOwn(String origin, String host) {
    try {
      return host.equalsIgnoreCase(String.valueOf(new URI(origin).getRawAuthority()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String withoutPort(String host) {
    return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
  }
}
