-- Which versions and channels of werf are in use: in how many projects, for how many commands.
SELECT
  Version AS version,
  GroupChannel AS channel,
  uniq(Project) AS projects,
  count() AS commands
FROM telemetry.events FINAL
WHERE EventType = 'CommandStarted'
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
GROUP BY version, channel
ORDER BY commands DESC
LIMIT 50
