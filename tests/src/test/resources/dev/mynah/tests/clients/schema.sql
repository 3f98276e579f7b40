-- SPDX-License-Identifier: Apache-2.0
-- What the clients' suites work on.
CREATE SCHEMA sales;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE SEQUENCE myseq;
CREATE TABLE customers (id serial PRIMARY KEY, name text NOT NULL, email varchar(200) UNIQUE, mood mood DEFAULT 'ok',
  created timestamptz DEFAULT now(), meta jsonb, tags text[], balance numeric(12, 2) CHECK (balance >= 0));
COMMENT ON TABLE customers IS 'the customers';
COMMENT ON COLUMN customers.name IS 'full name';
CREATE TABLE sales.orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id int, amount double precision, qty int,
  total double precision GENERATED ALWAYS AS (amount * qty) STORED, d date, note text);
CREATE TABLE invoices (id int PRIMARY KEY, customer_id int REFERENCES customers (id), n int);
CREATE INDEX orders_cust_idx ON sales.orders (customer_id, d DESC);
CREATE VIEW v_orders AS SELECT c.name, o.amount FROM customers c JOIN sales.orders o ON o.customer_id = c.id;
CREATE MACRO add1(i) AS i + 1;
CREATE ROLE analyst LOGIN;
GRANT SELECT ON customers TO analyst;
INSERT INTO customers (name, email, tags, balance) SELECT 'n' || i, 'e' || i || '@x.org', ['a', 'b'], i FROM generate_series(1, 1000) i;
INSERT INTO sales.orders (customer_id, amount, qty, d) SELECT 1 + i % 1000, i, 2, date '2024-01-01' + (i % 300)::int FROM generate_series(1, 3000) i;
