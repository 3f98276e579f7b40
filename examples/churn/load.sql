-- 5,000 customers of a phone company, generated: no real person is in here.
-- Every number comes from md5 of the customer's id, so the rows are the same each time.
CREATE MACRO draw(id, what) AS md5_number_lower(what || ':' || id) % 1000000 / 1000000.0;

CREATE TABLE customers AS
WITH person AS (
  SELECT
    id,
    draw(id, 'contract') AS contract_draw,
    draw(id, 'tenure') AS tenure_draw,
    draw(id, 'plan') AS plan_draw,
    draw(id, 'calls') AS calls_draw,
    draw(id, 'data') AS data_draw,
    draw(id, 'charge') AS charge_draw
  FROM range(1, 5001) AS numbers(id)
)
SELECT
  id,
  CASE
    WHEN contract_draw < 0.52 THEN 'monthly'
    WHEN contract_draw < 0.76 THEN 'one year'
    ELSE 'two years'
  END AS contract,
  CASE WHEN plan_draw < 0.45 THEN 'basic' WHEN plan_draw < 0.8 THEN 'plus' ELSE 'premium' END AS plan,
  1 + floor(71 * pow(tenure_draw, 1.4))::INTEGER AS tenure_months,
  round(
    CASE WHEN plan_draw < 0.45 THEN 21 WHEN plan_draw < 0.8 THEN 47 ELSE 79 END
      + 24 * charge_draw,
    2)::DECIMAL(8, 2) AS monthly_charge,
  floor(-1.7 * ln(1 - 0.999 * calls_draw))::INTEGER AS support_calls,
  CASE
    WHEN draw(id, 'data missing') > 0.04 THEN round(-9 * ln(1 - 0.999 * data_draw), 1)
  END AS data_gb,
  ['card', 'transfer', 'check', 'direct debit'][1 + floor(4 * draw(id, 'payment'))::INTEGER]
    AS payment_method,
  ['north', 'south', 'east', 'west'][1 + floor(4 * draw(id, 'region'))::INTEGER] AS region,
  (DATE '2025-12-01' - to_months(1 + floor(71 * pow(tenure_draw, 1.4))::INTEGER))::DATE
    AS signup_date
FROM person;

-- The hidden rule: how likely each customer is to leave. No model sees this table; it is there to
-- tell how well a model could do at best.
CREATE TABLE customers_rule AS
SELECT
  id,
  1 / (1 + exp(-(
    -2.6
      + CASE contract WHEN 'monthly' THEN 1.9 WHEN 'one year' THEN 0.4 ELSE -0.6 END
      + CASE payment_method WHEN 'check' THEN 0.7 ELSE 0 END
      - 0.035 * tenure_months
      + 0.55 * least(support_calls, 6)
      + 0.018 * monthly_charge::DOUBLE
      - 0.02 * least(coalesce(data_gb, 9), 30)))) AS p
FROM customers;

-- Chance decides by that likelihood who left.
ALTER TABLE customers ADD COLUMN churned VARCHAR;

UPDATE customers
SET churned = CASE WHEN draw(customers.id, 'left') < customers_rule.p THEN 'yes' ELSE 'no' END
FROM customers_rule
WHERE customers_rule.id = customers.id;
