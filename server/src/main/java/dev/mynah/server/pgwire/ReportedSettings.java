// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.Session;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.server.pgwire.types.TextFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings that a client is told at the start and whenever they change. */
final class ReportedSettings {
  private static final String TIME_ZONE = "TimeZone";

  private final Session session;
  private final ServerMessages messages;
  private final Map<String, String> told = new HashMap<>();
  private String formatZone = "UTC";
  private TextFormat format = TextFormat.inZone(formatZone);

  ReportedSettings(Session session, ServerMessages messages) {
    this.session = session;
    this.messages = messages;
  }

  /** Tells all settings, and what drivers wait for even if the session does not speak of it. */
  void tellAll(ClientIdentity identity) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("server_version", "15.0");
    all.put("server_encoding", "UTF8");
    all.put("client_encoding", "UTF8");
    all.put("application_name", identity.application());
    all.put("is_superuser", "off");
    all.put("session_authorization", identity.user());
    all.put("DateStyle", "ISO, MDY");
    all.put("IntervalStyle", "postgres");
    all.put(TIME_ZONE, "UTC");
    all.put("integer_datetimes", "on");
    all.put("standard_conforming_strings", "on");
    all.putAll(session.reportedSettings());
    tell(all);
  }

  /** Tells what has changed since the last time. */
  void tellChanges() throws IOException {
    tell(session.reportedSettings());
  }

  private void tell(Map<String, String> settings) throws IOException {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      if (!setting.getValue().equals(told.put(setting.getKey(), setting.getValue()))) {
        messages.parameterStatus(setting.getKey(), setting.getValue());
      }
    }
  }

  /** Returns how values are written under the settings of this moment. */
  TextFormat textFormat() {
    String zone = session.reportedSettings().getOrDefault(TIME_ZONE, "UTC");
    if (!zone.equals(formatZone)) {
      formatZone = zone;
      format = TextFormat.inZone(zone);
    }
    return format;
  }
}
