// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.secret.AccessTokens;
import dev.mynah.core.secret.Passwords;
import dev.mynah.core.secret.SecretFolder;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mynah token}: tokens for clients of HTTP. */
@Command(
    name = "token",
    description = {
      "Make a token with which a user's programs send SQL by HTTP, and print it once.",
      "Only its hash is kept. A server that runs on the folder knows it at once."
    },
    footer = {
      "",
      "The user must exist: CREATE USER takes away what tokens there were of that name."
    })
final class TokenCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      order = 1,
      defaultValue = "data",
      description = "Where the data is (default: ./${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = {"-U", "--user"},
      paramLabel = "USER",
      order = 2,
      defaultValue = FirstUser.NAME,
      description = "Whose rights the token gives (default: ${DEFAULT-VALUE}).")
  private String user = FirstUser.NAME;

  @Option(
      names = "--revoke",
      order = 3,
      description = "Make none, but take all tokens of the user away.")
  private boolean revoke;

  @Option(names = "--help", usageHelp = true, order = 10, description = "Show this help.")
  boolean help;

  TokenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path secret = data.resolve("secret");
    if (!Files.isDirectory(secret)) {
      throw new DatastoreException(
              ErrorCode.UNDEFINED_FILE, "there is no datastore in \"%s\"".formatted(data))
          .withHint("Name the folder that serve uses with --data.");
    }
    SecretFolder secrets = new SecretFolder(secret);
    AccessTokens tokens = new AccessTokens(secrets);
    if (revoke) {
      int count = tokens.remove(user);
      terminal.sayLine("tokens of user \"%s\" taken away: %d".formatted(user, count));
    } else {
      String token = AccessTokens.random();
      tokens.put(user, token);
      terminal.printLine(token);
      terminal.sayLine("Send it as a header: Authorization: Bearer TOKEN");
      if (new Passwords(secrets).verifier(user).isEmpty()) {
        terminal.sayLine(
            "WARNING:  no user \"%s\" has a password here; the token is good for nothing if there is none."
                .formatted(user));
      }
    }
    terminal.flush();
    return 0;
  }
}
