// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A datastore that listens on a free port of the loopback address. */
public interface TestedServer extends AutoCloseable {
  int port();

  /** Closes the datastore and opens it again; its connections end, and the port may change. */
  void restart();

  @Override
  void close();

  /** Connects a client of the first user. */
  default Connection connect(QueryMode mode) throws SQLException {
    return connect(mode, "mynah");
  }

  /** Connects a client. */
  default Connection connect(QueryMode mode, String user) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("preferQueryMode", mode.driverName());
    properties.setProperty("binaryTransfer", "false");
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/mynah", properties);
  }

  /** How the client sends statements. */
  enum QueryMode {
    SIMPLE,
    EXTENDED;

    /** Returns the word that the driver knows it by. */
    String driverName() {
      return switch (this) {
        case SIMPLE -> "simple";
        case EXTENDED -> "extended";
      };
    }
  }
}
