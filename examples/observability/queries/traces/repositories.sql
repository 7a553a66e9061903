-- Which repositories there are, to choose from; the empty one stands for all.
SELECT '' AS value, 'all' AS label
UNION ALL
SELECT DISTINCT Repository AS value, Repository AS label
FROM otel.otel_traces
WHERE Type = 'step' AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
ORDER BY value
LIMIT 10000
