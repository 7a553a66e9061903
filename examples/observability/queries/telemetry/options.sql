-- Which options are in use: by which command, in how many projects, how often, and how much of that from the environment.
SELECT
  Command AS command,
  option,
  uniq(Project) AS projects,
  count() AS commands,
  countIf(from_env) / commands AS by_environment
FROM telemetry.events FINAL
ARRAY JOIN `Options.Name` AS option, `Options.AsEnv` AS from_env
WHERE EventType = 'CommandStarted'
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
GROUP BY command, option
ORDER BY commands DESC
LIMIT 100
