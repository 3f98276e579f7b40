// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/** {@code GET /health} and {@code GET /metrics}: a short text, without a token. */
record MonitoringEndpoint(RequestGuard guard, Supplier<Told> told) implements Endpoint {
  /** What is told. */
  record Told(int status, String contentType, String text) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException, HttpRefusal {
    guard.checkMonitoring(exchange);
    Told now = told.get();
    byte[] body = now.text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", now.contentType);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(now.status, body.length);
    try (OutputStream output = exchange.getResponseBody()) {
      output.write(body);
    }
  }
}
