-- How long a command takes, wherever werf runs: median and 95th percentile over time, for the ten that take most.
SELECT time, command, p50, p95
FROM (
  SELECT
    toStartOfInterval(Timestamp, toIntervalSecond({bucket:UInt32})) AS time,
    Command AS command,
    quantile(0.5)(DurationMs) / 1e3 AS p50,
    quantile(0.95)(DurationMs) / 1e3 AS p95,
    sum(sum(DurationMs)) OVER (PARTITION BY command) AS spent
  FROM telemetry.events FINAL
  WHERE EventType = 'CommandExited'
    AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
  GROUP BY time, command
)
QUALIFY dense_rank() OVER (ORDER BY spent DESC, command) <= 10
ORDER BY time, command
