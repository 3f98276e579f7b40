// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.ConnectionStatement.CreateConnection;
import dev.mynah.sql.tree.ConnectionStatement.DropConnection;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.RightsStatement.AlterRole;
import dev.mynah.sql.tree.RightsStatement.ChangeDefaults;
import dev.mynah.sql.tree.RightsStatement.ChangeMembership;
import dev.mynah.sql.tree.RightsStatement.ChangeOwner;
import dev.mynah.sql.tree.RightsStatement.ChangePrivileges;
import dev.mynah.sql.tree.RightsStatement.CreateRole;
import dev.mynah.sql.tree.RightsStatement.DropOwned;
import dev.mynah.sql.tree.RightsStatement.DropRole;
import dev.mynah.sql.tree.RightsStatement.ReassignOwned;
import dev.mynah.sql.tree.RightsStatement.RenameRole;
import dev.mynah.sql.tree.RightsStatement.Securables;
import dev.mynah.sql.tree.RoleOptions;
import dev.mynah.sql.tree.SecurableKind;
import dev.mynah.sql.tree.UnsupportedStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RightsStatementTest {
  private static Securables on(SecurableKind kind, QualifiedName... names) {
    return new Securables(kind, List.of(names), false);
  }

  @Test
  void readsUsersWithTheirOptionsInAnyOrder() {
    CreateRole bob = (CreateRole) SqlParser.parse("CREATE USER Bob PASSWORD 'p''1' SUPERUSER");
    assertThat(bob.name()).isEqualTo("bob");
    assertThat(bob.options().password()).contains("p'1");
    assertThat(bob.options().superuser()).contains(true);
    assertThat(bob.options().login()).contains(true);
    CreateRole role =
        (CreateRole)
            SqlParser.parse(
                "create role \"Team A\" with nologin in role x, y connection limit 3"
                    + " valid until '2027-01-01'");
    assertThat(role.name()).isEqualTo("Team A");
    assertThat(role.options())
        .isEqualTo(
            new RoleOptions(
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                false,
                Optional.of("2027-01-01"),
                Optional.of(3),
                List.of("x", "y"),
                List.of()));
  }

  @Test
  void readsChangesOfRoles() {
    assertThat(((AlterRole) SqlParser.parse("ALTER USER bob PASSWORD NULL")).options().noPassword())
        .isTrue();
    assertThat(SqlParser.parse("ALTER ROLE a RENAME TO b")).isEqualTo(new RenameRole("a", "b"));
    assertThat(SqlParser.parse("DROP USER IF EXISTS a, b"))
        .isEqualTo(new DropRole(List.of("a", "b"), true));
    assertThat(SqlParser.parse("REASSIGN OWNED BY a TO CURRENT_USER"))
        .isEqualTo(new ReassignOwned(List.of("a"), "current_user"));
    assertThat(SqlParser.parse("DROP OWNED BY a CASCADE")).isEqualTo(new DropOwned(List.of("a")));
  }

  @Test
  void neverShowsAPassword() {
    assertThat(SqlParser.parse("CREATE USER bob PASSWORD 'hush'").toString())
        .doesNotContain("hush");
    assertThat(
            SqlParser.parse("CREATE CONNECTION c TO 's3://x' USER 'u' IDENTIFIED BY 'hush'")
                .toString())
        .doesNotContain("hush");
  }

  @Test
  void readsGrants() {
    assertThat(SqlParser.parse("GRANT SELECT, insert ON t, s.u TO bob WITH GRANT OPTION"))
        .isEqualTo(
            new ChangePrivileges(
                true,
                Set.of(Privilege.SELECT, Privilege.INSERT),
                on(SecurableKind.TABLE, QualifiedName.of("t"), QualifiedName.of("s", "u")),
                List.of("bob"),
                true,
                false));
    assertThat(SqlParser.parse("GRANT CREATE MODEL TO GROUP analysts"))
        .isEqualTo(
            new ChangePrivileges(
                true,
                Set.of(Privilege.CREATE_MODEL),
                on(SecurableKind.SYSTEM),
                List.of("analysts"),
                false,
                false));
    assertThat(SqlParser.parse("grant execute on model s.m to public"))
        .isEqualTo(
            new ChangePrivileges(
                true,
                Set.of(Privilege.EXECUTE),
                on(SecurableKind.MODEL, QualifiedName.of("s", "m")),
                List.of("public"),
                false,
                false));
    assertThat(SqlParser.parse("REVOKE GRANT OPTION FOR ALL PRIVILEGES ON SCHEMA s FROM a CASCADE"))
        .isEqualTo(
            new ChangePrivileges(
                false,
                Set.of(Privilege.USAGE, Privilege.CREATE),
                on(SecurableKind.SCHEMA, QualifiedName.of("s")),
                List.of("a"),
                true,
                true));
    assertThat(SqlParser.parse("GRANT SELECT ON ALL TABLES IN SCHEMA a, b TO c"))
        .isEqualTo(
            new ChangePrivileges(
                true,
                Set.of(Privilege.SELECT),
                new Securables(
                    SecurableKind.TABLE,
                    List.of(QualifiedName.of("a"), QualifiedName.of("b")),
                    true),
                List.of("c"),
                false,
                false));
    assertThat(SqlParser.parse("GRANT EXECUTE ON FUNCTION f(int, decimal(3,2)) TO c"))
        .isEqualTo(
            new ChangePrivileges(
                true,
                Set.of(Privilege.EXECUTE),
                on(SecurableKind.FUNCTION, QualifiedName.of("f")),
                List.of("c"),
                false,
                false));
  }

  @Test
  void readsMembershipsDefaultsAndOwners() {
    assertThat(SqlParser.parse("GRANT a, b TO c WITH ADMIN OPTION"))
        .isEqualTo(new ChangeMembership(true, List.of("a", "b"), List.of("c"), true));
    assertThat(SqlParser.parse("REVOKE a FROM c"))
        .isEqualTo(new ChangeMembership(false, List.of("a"), List.of("c"), false));
    assertThat(
            SqlParser.parse(
                "ALTER DEFAULT PRIVILEGES FOR ROLE a IN SCHEMA s GRANT SELECT ON TABLES TO b"))
        .isEqualTo(
            new ChangeDefaults(
                List.of("a"),
                List.of("s"),
                true,
                Set.of(Privilege.SELECT),
                SecurableKind.TABLE,
                List.of("b"),
                false));
    assertThat(SqlParser.parse("ALTER VIEW IF EXISTS s.v OWNER TO a"))
        .isEqualTo(
            new ChangeOwner(
                "ALTER VIEW", SecurableKind.TABLE, QualifiedName.of("s", "v"), true, "a"));
    assertThat(SqlParser.parse("ALTER MODEL m OWNER TO a"))
        .isEqualTo(
            new ChangeOwner("ALTER MODEL", SecurableKind.MODEL, QualifiedName.of("m"), false, "a"));
    assertThat(SqlParser.parse("ALTER TABLE t ADD COLUMN owner INT"))
        .isInstanceOf(EngineStatement.class);
    assertThat(SqlParser.parse("ALTER MODEL m RENAME TO n"))
        .isEqualTo(new UnsupportedStatement("ALTER MODEL", 1));
  }

  @Test
  void readsConnections() {
    assertThat(
            SqlParser.parse(
                "CREATE OR REPLACE CONNECTION c TO 'https://x' USER 'u' IDENTIFIED BY 'p'"))
        .isEqualTo(
            new CreateConnection(true, "c", "https://x", Optional.of("u"), Optional.of("p")));
    assertThat(SqlParser.parse("DROP CONNECTION IF EXISTS c"))
        .isEqualTo(new DropConnection("c", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "GRANT TO bob ~ 42601",
        "GRANT SELECT ON t ~ 42601",
        "GRANT SELCT ON t TO bob ~ 42601",
        "GRANT USAGE ON t TO bob ~ 0LP01",
        "GRANT SELECT ON MODEL m TO bob ~ 0LP01",
        "GRANT SELECT (a) ON t TO bob ~ 0A000",
        "GRANT ALL TO bob ~ 42601",
        "CREATE USER public ~ 42939",
        "CREATE ROLE pg_x ~ 42939",
        "CREATE USER bob PASSWORD ~ 42601",
        "CREATE USER bob PASSWORD 'a' PASSWORD 'b' ~ 42601",
        "CREATE USER bob SUPRUSER ~ 42601",
        "CREATE USER bob CREATEDB ~ 0A000",
        "ALTER USER bob ~ 42601",
        "ALTER USER bob SET search_path = x ~ 0A000",
        "DROP USER ~ 42601",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON x TO b ~ 42601",
        "CREATE CONNECTION c ~ 42601",
        "CREATE CONNECTION c TO 'x' IDENTIFIED 'y' ~ 42601"
      })
  void refusesWrongForms(String text, String state) {
    assertThatThrownBy(() -> SqlParser.parse(text))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            error -> assertThat(error.code().sqlState()).isEqualTo(state));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT grant FROM t",
        "CREATE TABLE role (a int)",
        "CREATE TABLE connection (a int)",
        "DROP TABLE owned"
      })
  void leavesNamesLikeOurKeywordsToTheEngine(String text) {
    assertThat(SqlParser.parse(text)).isInstanceOf(EngineStatement.class);
  }
}
