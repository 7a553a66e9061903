-- How many commands fail, and with which exit code: the share of all commands over time.
SELECT time, exit_code, share
FROM (
  SELECT
    toStartOfInterval(Timestamp, toIntervalSecond({bucket:UInt32})) AS time,
    toString(ExitCode) AS exit_code,
    count() AS commands,
    commands / sum(commands) OVER (PARTITION BY time) AS share
  FROM telemetry.events FINAL
  WHERE EventType = 'CommandExited' AND ExitCode IS NOT NULL
    AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
  GROUP BY time, exit_code
)
WHERE exit_code != '0'
ORDER BY time, exit_code
