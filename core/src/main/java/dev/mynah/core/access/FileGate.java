// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which files a statement may name, and writes their full names into it.
 *
 * <p>The engine itself would let a statement read and overwrite the database's own file. A file
 * name is therefore always a literal that is seen here, in one of three places: an argument of a
 * function that reads files, where a table can stand, and after COPY's FROM and TO.
 */
public final class FileGate {
  /** Words after which a table stands, and a text in its place is a file. */
  private static final Set<String> BEFORE_TABLE =
      Set.of("from", "join", "table", "describe", "summarize", "pivot", "unpivot", "using", "desc");

  /** Words that end a list of tables. */
  private static final Set<String> AFTER_TABLES =
      Set.of(
          "where",
          "group",
          "having",
          "order",
          "limit",
          "offset",
          "union",
          "intersect",
          "except",
          "window",
          "qualify",
          "select",
          "set",
          "values",
          "returning",
          "sample",
          "fetch");

  /** Functions with a FROM of their own between their parentheses. */
  private static final Set<String> WITH_FROM =
      Set.of("extract", "substring", "trim", "overlay", "position");

  /** Words that may stand between CREATE and SECRET. */
  private static final Set<String> BEFORE_SECRET =
      Set.of("or", "replace", "persistent", "temporary", "temp");

  private static final String PATH_CHARACTERS = "/\\*?";

  private final FileFolders folders;

  public FileGate(FileFolders folders) {
    this.folders = folders;
  }

  /** Returns the full name of a file that may be written. */
  public Path toWrite(String name) {
    return folders.toWrite(name);
  }

  /** Returns the statement with full file names; fails if it may not reach one of them. */
  public EngineStatement admit(EngineStatement statement) {
    return new Scan(statement).admitted();
  }

  /** One pass over the tokens of a statement. */
  private final class Scan {
    private final EngineStatement statement;
    private final List<Token> tokens;
    private final boolean isCopy;
    private final StringBuilder text = new StringBuilder();

    /** For each open parenthesis, the name before it, and whether a list of tables is open. */
    private final Deque<String> functions = new ArrayDeque<>();

    private final Deque<Boolean> tableLists = new ArrayDeque<>();
    private boolean inTables;
    private int copied;

    Scan(EngineStatement statement) {
      this.statement = statement;
      this.tokens = statement.tokens();
      this.isCopy = statement.command().equals("COPY");
    }

    EngineStatement admitted() {
      refuseSecrets();
      for (int at = 0; at < tokens.size(); at++) {
        visit(at);
      }
      if (copied == 0) {
        return statement;
      }
      text.append(statement.text(), copied, statement.text().length());
      return new EngineStatement(
          text.toString(),
          statement.kind(),
          statement.command(),
          statement.target(),
          statement.tokens());
    }

    private void refuseSecrets() {
      boolean creates = !tokens.isEmpty() && tokens.getFirst().isWord("create");
      Optional<Token> kind =
          tokens.stream()
              .skip(1)
              .dropWhile(token -> BEFORE_SECRET.stream().anyMatch(token::isWord))
              .findFirst();
      if (creates && kind.filter(token -> token.isWord("secret")).isPresent()) {
        throw refused("CREATE SECRET is not allowed", tokens.getFirst())
            .withHint("Use CREATE CONNECTION.");
      }
    }

    private void visit(int at) {
      Token token = tokens.get(at);
      if (token.isSymbol("(")) {
        functions.push(at > 0 && tokens.get(at - 1).isName() ? lower(tokens.get(at - 1)) : "");
        tableLists.push(inTables);
        inTables = false;
      } else if (token.isSymbol(")") && !functions.isEmpty()) {
        functions.pop();
        inTables = tableLists.pop();
      } else if (token.isName() && isCall(at)) {
        visitCall(at);
      }
      visitTablePosition(at, token);
      if (isCopy && functions.isEmpty()) {
        visitCopy(at, token);
      }
    }

    private boolean isCall(int at) {
      return at + 1 < tokens.size() && tokens.get(at + 1).isSymbol("(");
    }

    private void visitCall(int at) {
      Token name = tokens.get(at);
      if (FileFunctions.isForbidden(lower(name))) {
        throw refused("function %s is not allowed".formatted(name.value()), name);
      }
      if (FileFunctions.readsFiles(lower(name))) {
        int argument = at + 2;
        boolean isList = isSymbol(argument, "[");
        if (isList) {
          argument++;
        }
        do {
          requireLiteral(argument, name);
          replace(tokens.get(argument), folders.toRead(tokens.get(argument).value()));
          argument++;
        } while (isList && isSymbol(argument++, ","));
        if (!isList && !isSymbol(argument, ",") && !isSymbol(argument, ")")) {
          throw notLiteral(name);
        }
      }
    }

    private void requireLiteral(int at, Token function) {
      if (at >= tokens.size() || tokens.get(at).kind() != TokenKind.STRING) {
        throw notLiteral(function);
      }
    }

    private boolean isSymbol(int at, String symbol) {
      return at < tokens.size() && tokens.get(at).isSymbol(symbol);
    }

    private DatastoreException notLiteral(Token function) {
      return refused(
              "the file name of %s must be a text literal".formatted(function.value()), function)
          .withDetail("What is computed cannot be checked before it is opened.");
    }

    /** Follows lists of tables, in which a text or an odd quoted name is a file. */
    private void visitTablePosition(int at, Token token) {
      boolean begins =
          token.kind() == TokenKind.IDENTIFIER
              && BEFORE_TABLE.contains(token.value())
              && !isOperand(at);
      if (begins) {
        inTables = true;
      } else if (token.kind() == TokenKind.IDENTIFIER && AFTER_TABLES.contains(token.value())) {
        inTables = false;
      }
      if ((begins || (inTables && (token.isSymbol(",") || token.isSymbol(":"))))
          && at + 1 < tokens.size()) {
        Token table = tokens.get(at + 1);
        boolean odd =
            table.kind() == TokenKind.QUOTED_IDENTIFIER
                && table.value().chars().anyMatch(c -> PATH_CHARACTERS.indexOf(c) >= 0)
                && !isSymbol(at + 2, ".");
        if (table.kind() == TokenKind.STRING || odd) {
          replace(table, folders.toRead(table.value()));
        }
      }
    }

    /** {@code IS DISTINCT FROM 'x'} and {@code EXTRACT(year FROM 'x')} name no table. */
    private boolean isOperand(int at) {
      boolean distinct =
          tokens.get(at).isWord("from")
              && at > 1
              && tokens.get(at - 1).isWord("distinct")
              && (tokens.get(at - 2).isWord("is") || tokens.get(at - 2).isWord("not"));
      return distinct || (!functions.isEmpty() && WITH_FROM.contains(functions.peek()));
    }

    private void visitCopy(int at, Token token) {
      if (token.isWord("filename_pattern")) {
        throw refused("FILENAME_PATTERN is not allowed", token);
      }
      if (!token.isWord("to") && !token.isWord("from")) {
        return;
      }
      if (at + 1 >= tokens.size() || tokens.get(at + 1).kind() != TokenKind.STRING) {
        throw refused("the file name of COPY must be a text literal", token);
      }
      if (token.isWord("to")) {
        Token file = tokens.get(at + 1);
        replace(file, folders.toWrite(file.value()));
      }
    }

    private void replace(Token literal, Path file) {
      text.append(statement.text(), copied, literal.start());
      text.append(Identifiers.literal(file.toString()));
      copied = literal.end();
    }

    private DatastoreException refused(String message, Token token) {
      return new DatastoreException(ErrorCode.INSUFFICIENT_PRIVILEGE, message)
          .withPosition(token.start() + 1);
    }
  }

  private static String lower(Token token) {
    return token.value().toLowerCase(Locale.ROOT);
  }
}
