// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import dev.mynah.tests.server.BothServers;
import dev.mynah.tests.server.TestedServer.QueryMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks both servers what a client asks, and says where the answers differ. */
final class Comparison {
  /** How long the one statement may take that was recorded to see it cancelled. */
  private static final String SHORT = "'500ms'";

  private static final String UNLIMITED = "0";

  /** Types whose texts are the same on both servers. */
  private static final List<String> JOINED = List.of("text", "name", "int2", "int4", "oid", "bool");

  private final BothServers servers;
  private final QueryMode mode;
  private final KnownDifferences known;
  private final List<String> found = new ArrayList<>();

  Comparison(BothServers servers, QueryMode mode, KnownDifferences known) {
    this.servers = servers;
    this.mode = mode;
    this.known = known;
  }

  /** Asks for each statement, about each subject if it is about one, and returns differences. */
  List<String> run(List<RecordedStatement> statements, List<Subject> subjects) throws SQLException {
    try (ComparedServer ours = new ComparedServer(servers.mynah(), mode);
        ComparedServer theirs = new ComparedServer(servers.postgres(), mode)) {
      for (RecordedStatement statement : statements) {
        if (statement.section().equals("ddl")) {
          ours.learn();
          theirs.learn();
        }
        String limit = statement.isEndless() ? SHORT : UNLIMITED;
        ours.ask("SET statement_timeout = " + limit, List.of());
        theirs.ask("SET statement_timeout = " + limit, List.of());
        for (Subject subject : subjectsOf(statement, subjects)) {
          Question question = new Question(statement, subject);
          Answer answer = compare(question, "%s", List.of(), ours, theirs);
          if (statement.isQuery()
              && subject.equals(subjects.getFirst())
              && answer.outcome().isEmpty()) {
            List<String> labels = answer.columns().stream().map(Answer.Column::name).toList();
            compare(question, "WITH q AS (%s) SELECT * FROM q", labels, ours, theirs);
            joined(answer).ifPresent(form -> compare(question, form, labels, ours, theirs));
          }
        }
      }
    }
    return found;
  }

  /** What reads or writes rows can be asked of tables and views only. */
  private static List<Subject> subjectsOf(RecordedStatement statement, List<Subject> subjects) {
    if (!Question.isAboutOne(statement)) {
      return subjects.subList(0, 1);
    }
    if (statement.section().equals("catalog")) {
      return subjects;
    }
    boolean changes = statement.text().startsWith("update");
    return subjects.stream().filter(changes ? Subject::isTable : Subject::hasRows).toList();
  }

  /** Returns the form in which a query is joined to itself, over columns that can be compared. */
  private static Optional<String> joined(Answer answer) {
    int size = answer.columns().size();
    String names =
        IntStream.range(0, size).mapToObj(n -> "c" + n).collect(Collectors.joining(", "));
    String conditions =
        IntStream.range(0, size)
            .filter(n -> JOINED.contains(answer.columns().get(n).type()))
            .mapToObj("coalesce(a.c%1$d::text, '') = coalesce(b.c%1$d::text, '')"::formatted)
            .collect(Collectors.joining(" AND "));
    return conditions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "WITH q(%s) AS (%%s) SELECT * FROM q AS a JOIN q AS b ON %s"
                .formatted(names, conditions));
  }

  /** Asks both in one form and returns PostgreSQL's answer. */
  private Answer compare(
      Question question,
      String form,
      List<String> labels,
      ComparedServer ours,
      ComparedServer theirs) {
    Answer their = ask(question, form, theirs);
    Answer our = ask(question, form, ours);
    ComparedAnswers answers =
        new ComparedAnswers(
            question.statement().id(),
            labels.isEmpty() ? their.columns().stream().map(Answer.Column::name).toList() : labels,
            our.named(their.columns(), ours.numbers()),
            their.named(their.columns(), theirs.numbers()),
            known);
    boolean isOrdered = form.equals("%s") && question.statement().isOrdered();
    answers
        .difference(isOrdered)
        .ifPresent(difference ->
            found.add(
                "%s about %s, %s%n%s"
                    .formatted(
                        question.statement().id(),
                        question.subject(),
                        difference,
                        form.replace("%s", question.text(ours.numbers())))));
    return their;
  }

  private static Answer ask(Question question, String form, ComparedServer server) {
    return server.ask(
        form.replace("%s", question.text(server.numbers())), question.parameters(server.numbers()));
  }
}
