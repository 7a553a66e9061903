-- Which versions of werf are in use: by how many repositories, for how many commands, and when last.
SELECT
  WerfVersion AS version,
  uniq(Repository) AS repositories,
  count() AS commands,
  max(Timestamp) AS last
FROM otel.otel_traces FINAL
WHERE Type = 'command' AND WerfVersion != ''
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
  AND ({repository:String} = '' OR Repository = {repository:String})
GROUP BY version
ORDER BY commands DESC
LIMIT 50
