-- What the table holds.
SELECT churned, count(*) AS customers, round(avg(tenure_months), 1) AS tenure,
  round(avg(support_calls), 1) AS calls
FROM customers
GROUP BY churned
ORDER BY churned;

-- Train on four customers of five; Mynah finds the preprocessing and the algorithm itself.
CREATE MODEL churn
FROM (SELECT * FROM customers WHERE id % 5 <> 0)
TARGET churned
FUNCTION will_churn
IGNORE (id)
SETTINGS (MAX_RUNTIME 8, POSITIVE 'yes');

-- What came out of it, beside the best constant answer.
SHOW MODEL churn;

-- The model is a function: ask it about customers that it has not seen.
SELECT id, contract, tenure_months, support_calls,
  will_churn(customers) AS prediction,
  round(will_churn_probability(customers, 'yes'), 3) AS probability,
  churned
FROM customers
WHERE id % 5 = 0
ORDER BY probability DESC, id
LIMIT 5;

-- How many of these the model expects to leave, and how many did.
SELECT will_churn(customers) AS predicted, count(*) AS customers,
  count(*) FILTER (churned = 'yes') AS left_in_fact
FROM customers
WHERE id % 5 = 0
GROUP BY predicted
ORDER BY predicted;

-- The same in numbers, on the customers it has not seen.
EVALUATE MODEL churn ON (SELECT * FROM customers WHERE id % 5 = 0);
