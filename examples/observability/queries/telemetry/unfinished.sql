-- Which commands start and are not heard of again: killed runners, lost networks. What still runs counts too.
SELECT
  Command AS command,
  countIf(EventType = 'CommandStarted') AS started,
  started - least(started, countIf(EventType = 'CommandExited')) AS unfinished,
  unfinished / started AS share
FROM telemetry.events FINAL
WHERE EventType IN ('CommandStarted', 'CommandExited')
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
GROUP BY command
HAVING started > 0
ORDER BY started DESC
LIMIT 50
