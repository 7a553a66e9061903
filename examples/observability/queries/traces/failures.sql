-- How many commands fail, and why: the share of all commands over time, for each cause.
SELECT time, cause, share
FROM (
  SELECT
    toStartOfInterval(Timestamp, toIntervalSecond({bucket:UInt32})) AS time,
    ErrorType AS cause,
    count() AS commands,
    commands / sum(commands) OVER (PARTITION BY time) AS share
  FROM otel.otel_traces FINAL
  WHERE Type = 'command'
    AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
    AND ({repository:String} = '' OR Repository = {repository:String})
  GROUP BY time, cause
)
WHERE cause != ''
ORDER BY time, cause
