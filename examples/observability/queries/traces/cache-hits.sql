-- How often the cache hits: the share of stages, of whole images, and of installs of werf that came from it, over time.
SELECT
  toStartOfInterval(Timestamp, toIntervalSecond({bucket:UInt32})) AS time,
  multiIf(Type = 'stage', 'stages', Type = 'image', 'images', 'installs of werf') AS part,
  countIf(Cached) / count() AS hits
FROM otel.otel_traces FINAL
WHERE Type IN ('stage', 'image', 'install') AND Cached IS NOT NULL
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
  AND ({repository:String} = '' OR Repository = {repository:String})
GROUP BY time, part
ORDER BY time, part
