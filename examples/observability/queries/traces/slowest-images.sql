-- Which images cost most in a week (or in what range is chosen): time spent, builds, cache hits, median and 95th percentile.
SELECT
  Repository AS repository,
  Image AS image,
  sumIf(Duration, NOT Cached) / 3.6e12 AS hours,
  countIf(NOT Cached) AS builds,
  countIf(Cached) / count() AS hits,
  quantileIf(0.5)(Duration, NOT Cached) / 1e9 AS p50,
  quantileIf(0.95)(Duration, NOT Cached) / 1e9 AS p95
FROM otel.otel_traces FINAL
WHERE Type = 'image'
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
  AND ({repository:String} = '' OR Repository = {repository:String})
GROUP BY repository, image
HAVING builds > 0
ORDER BY hours DESC
LIMIT 20
