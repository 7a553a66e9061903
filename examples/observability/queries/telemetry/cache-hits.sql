-- How often the cache hits: the share of stages and of whole images that came from it, over time.
SELECT
  toStartOfInterval(Timestamp, toIntervalSecond({bucket:UInt32})) AS time,
  if(EventType = 'StageBuildFinished', 'stages', 'images') AS part,
  countIf(if(EventType = 'StageBuildFinished', FromCache, NOT Rebuilt)) / count() AS hits
FROM telemetry.events FINAL
WHERE EventType IN ('StageBuildFinished', 'ImageBuildFinished')
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
GROUP BY time, part
ORDER BY time, part
