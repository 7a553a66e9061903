-- How long a stage takes to build: median and 95th percentile, without the cached ones, and how often it is cached.
SELECT
  -- An instruction of a Dockerfile carries its number: COPY1, 0-RUN.
  if(match(Stage, '[0-9]'), extract(Stage, '[A-Z]+'), Stage) AS stage,
  countIf(NOT FromCache) AS builds,
  countIf(FromCache) / count() AS hits,
  quantileIf(0.5)(DurationMs, NOT FromCache) / 1e3 AS p50,
  quantileIf(0.95)(DurationMs, NOT FromCache) / 1e3 AS p95
FROM telemetry.events FINAL
WHERE EventType = 'StageBuildFinished' AND Stage != ''
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
GROUP BY stage
ORDER BY builds DESC
LIMIT 50
