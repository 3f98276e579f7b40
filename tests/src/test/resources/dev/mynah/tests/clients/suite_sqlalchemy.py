# SPDX-License-Identifier: Apache-2.0
"""SQLAlchemy makes tables, looks at them and works with them, and pandas writes and reads one."""
import decimal
import sys

import pandas
import sqlalchemy as sa
from sqlalchemy.orm import Session, declarative_base, relationship

engine = sa.create_engine(f"postgresql+psycopg2://mynah@127.0.0.1:{sys.argv[1]}/mynah")
metadata = sa.MetaData()
people = sa.Table(
    "people", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(30), nullable=False, unique=True),
    sa.Column("amount", sa.Numeric(10, 2), index=True),
    sa.Column("flag", sa.Boolean),
    sa.Column("data", sa.JSON),
    sa.Column("made", sa.DateTime(timezone=True), server_default=sa.func.now()))
notes = sa.Table(
    "notes", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("person", sa.Integer, sa.ForeignKey("people.id")),
    sa.Column("note", sa.Text))
frame = pandas.DataFrame({
    "a": [1, 2, 3], "b": ["x", "y", None], "c": [1.5, None, 2.5],
    "d": pandas.to_datetime(["2024-01-01", "2024-02-01", None])})


def check(name, work, wanted):
    try:
        found = work()
        print(name, "ok" if found == wanted else f"FAIL {found!r}")
    except Exception as e:
        print(name, "FAIL", str(e).strip().replace("\n", " "))


def insert():
    with engine.begin() as connection:
        connection.execute(people.insert(), [
            {"name": name, "amount": 1.5, "flag": True, "data": {"x": [1]}} for name in "abc"])
        return connection.execute(
            sa.select(people.c.id, people.c.amount, people.c.data).order_by(people.c.id)).first()


def returned():
    with engine.begin() as connection:
        return connection.execute(notes.insert().values(person=1, note="n")).inserted_primary_key[0]


def joined():
    with engine.connect() as connection:
        query = sa.select(people.c.name, sa.func.count(notes.c.id)).join(notes, isouter=True)
        return connection.execute(query.group_by(people.c.name).order_by(people.c.name)).fetchall()


Base = declarative_base()


class Parent(Base):
    __tablename__ = "parents"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String)
    children = relationship("Child", back_populates="parent")


class Child(Base):
    __tablename__ = "children"
    id = sa.Column(sa.Integer, primary_key=True)
    parent_id = sa.Column(sa.ForeignKey("parents.id"))
    parent = relationship("Parent", back_populates="children")


def mapped():
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Parent(name="p", children=[Child(), Child()]))
        session.commit()
        parent = session.query(Parent).filter_by(name="p").one()
        parent.name = "q"
        session.delete(parent.children[0])
        session.commit()
        with session.begin_nested():
            session.add(Child(parent=parent))
        session.commit()
        return session.query(Parent.name, sa.func.count()).join(Child).group_by(Parent.name).all()


def reflected():
    found = sa.MetaData()
    found.reflect(engine, only=["people", "notes"])
    return sorted(found.tables), [str(k.column) for k in found.tables["notes"].foreign_keys]


check("create_all", lambda: metadata.create_all(engine), None)
check("create_all again", lambda: metadata.create_all(engine), None)
check("insert", insert, (1, decimal.Decimal("1.50"), {"x": [1]}))
check("inserted_primary_key", returned, 1)
check("join", joined, [("a", 1), ("b", 0), ("c", 0)])
inspector = sa.inspect(engine)
check("get_table_names", lambda: {"notes", "people"} <= set(inspector.get_table_names()), True)
check("get_schema_names", lambda: {"ml", "public"} <= set(inspector.get_schema_names()), True)
check("get_columns",
      lambda: [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns("people")],
      [("id", "INTEGER", False), ("name", "VARCHAR(30)", False), ("amount", "NUMERIC(10, 2)", True),
       ("flag", "BOOLEAN", True), ("data", "JSON", True), ("made", "TIMESTAMP", True)])
check("get_pk_constraint", lambda: inspector.get_pk_constraint("people")["constrained_columns"],
      ["id"])
check("get_foreign_keys",
      lambda: [(k["constrained_columns"], k["referred_table"], k["referred_columns"])
               for k in inspector.get_foreign_keys("notes")], [(["person"], "people", ["id"])])
check("get_unique_constraints",
      lambda: [k["column_names"] for k in inspector.get_unique_constraints("people")], [["name"]])
check("get_indexes",
      lambda: sorted((i["name"], i["unique"], i["column_names"])
                     for i in inspector.get_indexes("people")),
      [("ix_people_amount", False, ["amount"]), ("people_name_key", True, ["name"])])
check("reflect", reflected, (["notes", "people"], ["people.id"]))
check("ORM", mapped, [("q", 2)])
check("to_sql", lambda: frame.to_sql("frames", engine, index=False), 3)
check("to_sql replaces", lambda: frame.to_sql("frames", engine, index=False, if_exists="replace"), 3)
check("to_sql appends",
      lambda: frame.to_sql("frames", engine, index=False, if_exists="append", method="multi"), 3)
check("read_sql", lambda: pandas.read_sql("SELECT * FROM frames", engine).shape, (6, 4))
check("read_sql_table",
      lambda: [str(t) for t in pandas.read_sql_table("frames", engine).dtypes],
      ["int64", "object", "float64", "datetime64[ns]"])
check("drop_all", lambda: metadata.drop_all(engine), None)
