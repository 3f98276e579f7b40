// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What answers the requests for one path. */
interface Endpoint {
  /** The method that it takes. */
  String method();

  /** Answers a request whose host, origin and method are right. */
  void answer(HttpExchange exchange) throws IOException, HttpRefusal;
}
