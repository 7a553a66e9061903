-- What releases wait for: the objects of the cluster that took longest to become ready, in all and each time.
SELECT
  Repository AS repository,
  SpanAttributes['werf.object.name'] AS object,
  sum(Duration) / 3.6e12 AS hours,
  count() AS waits,
  countIf(ErrorType != '') AS failures,
  quantile(0.5)(Duration) / 1e9 AS p50,
  quantile(0.95)(Duration) / 1e9 AS p95
FROM otel.otel_traces FINAL
WHERE Type = 'object'
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
  AND ({repository:String} = '' OR Repository = {repository:String})
GROUP BY repository, object
ORDER BY hours DESC
LIMIT 20
