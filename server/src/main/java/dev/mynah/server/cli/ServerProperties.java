// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What {@code serve} takes for options that its command line leaves out: the file of {@code
 * --config}, else {@code mynah.properties} in the data folder.
 *
 * @param values by the long name of the option
 */
record ServerProperties(Map<String, String> values) implements IDefaultValueProvider {
  static final String FILE = "mynah.properties";

  private static final String COMMAND = "serve";

  /** The option of each key. What opens the server to everybody, --trust, is not among them. */
  private static final Map<String, String> OPTIONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("host", "--host"),
              Map.entry("port", "--port"),
              Map.entry("max-connections", "--max-connections"),
              Map.entry("stop-timeout", "--stop-timeout"),
              Map.entry("tls.mode", "--tls"),
              Map.entry("tls.certificate", "--tls-certificate"),
              Map.entry("tls.key", "--tls-key"),
              Map.entry("log.target", "--log"),
              Map.entry("log.min-duration", "--log-min-duration"),
              Map.entry("http.port", "--http-port"),
              Map.entry("http.allowed-hosts", "--http-allowed-hosts")));

  ServerProperties {
    values = Map.copyOf(values);
  }

  /** Reads the file that the arguments of the program lead to, if there is one. */
  static ServerProperties of(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals(COMMAND)) {
      return new ServerProperties(Map.of());
    }
    Optional<String> config = value("--config", arguments);
    if (config.isPresent()) {
      return read(Path.of(config.get()));
    }
    Path usual = Path.of(value("--data", arguments).orElse("data")).resolve(FILE);
    return Files.exists(usual) ? read(usual) : new ServerProperties(Map.of());
  }

  private static Optional<String> value(String option, String... arguments) {
    for (int index = 1; index < arguments.length; index++) {
      if (arguments[index].startsWith(option + "=")) {
        return Optional.of(arguments[index].substring(option.length() + 1));
      }
      if (arguments[index].equals(option) && index + 1 < arguments.length) {
        return Optional.of(arguments[index + 1]);
      }
    }
    return Optional.empty();
  }

  private static ServerProperties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new DatastoreException(
              ErrorCode.UNDEFINED_FILE, "file \"%s\" cannot be read".formatted(file))
          .withCause(e);
    }
    Map<String, String> values = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      String option = OPTIONS.get(key);
      if (option == null) {
        throw new DatastoreException(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "unknown key \"%s\" in \"%s\"".formatted(key, file))
            .withHint("The keys are %s.".formatted(String.join(", ", OPTIONS.keySet())));
      }
      values.put(option, properties.getProperty(key).strip());
    }
    return new ServerProperties(values);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option ? values.get(option.longestName()) : null;
  }
}
