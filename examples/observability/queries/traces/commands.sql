-- How long a command takes: median and 95th percentile over time, for each command.
SELECT
  toStartOfInterval(Timestamp, toIntervalSecond({bucket:UInt32})) AS time,
  SpanName AS command,
  quantile(0.5)(Duration) / 1e9 AS p50,
  quantile(0.95)(Duration) / 1e9 AS p95
FROM otel.otel_traces FINAL
WHERE Type = 'command'
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
  AND ({repository:String} = '' OR Repository = {repository:String})
GROUP BY time, command
ORDER BY time, command
