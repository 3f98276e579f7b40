// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, as its jar says. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(VersionProvider.class.getPackage().getImplementationVersion())
            .orElse("(development)");
    return new String[] {"mynah " + version + " on Java " + Runtime.version().feature()};
  }
}
