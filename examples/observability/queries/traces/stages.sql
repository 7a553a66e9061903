-- How long a stage takes to build: median and 95th percentile over time, without the cached ones, for the ten stages that cost most.
SELECT time, stage, p50, p95
FROM (
  SELECT
    toStartOfInterval(Timestamp, toIntervalSecond({bucket:UInt32})) AS time,
    Stage AS stage,
    quantile(0.5)(Duration) / 1e9 AS p50,
    quantile(0.95)(Duration) / 1e9 AS p95,
    sum(sum(Duration)) OVER (PARTITION BY stage) AS spent
  FROM otel.otel_traces FINAL
  WHERE Type = 'stage' AND NOT Cached
    AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
    AND ({repository:String} = '' OR Repository = {repository:String})
  GROUP BY time, stage
)
QUALIFY dense_rank() OVER (ORDER BY spent DESC, stage) <= 10
ORDER BY time, stage
