-- Where werf runs: systems, processors and CI systems.
SELECT
  Os AS os,
  Arch AS arch,
  if(Ci, if(CiName = '', 'other', CiName), 'no CI') AS ci,
  uniq(Project) AS projects,
  count() AS commands
FROM telemetry.events FINAL
WHERE EventType = 'CommandStarted'
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
GROUP BY os, arch, ci
ORDER BY commands DESC
LIMIT 50
