CREATE TABLE orders (
    customer INT,
    amount INT
) WITH (
    'connector' = 'datagen',
    'rows-per-second' = '10',
    'fields.customer.min' = '1',
    'fields.customer.max' = '20'
);

CREATE TABLE totals (
    customer INT,
    amount INT
) WITH (
    'connector' = 'blackhole'
);

INSERT INTO totals SELECT customer, SUM(amount) FROM orders GROUP BY customer;
