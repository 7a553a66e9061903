-- How long an image takes to build: median and 95th percentile over time, without the cached ones, for the ten images that cost most.
SELECT time, image, p50, p95
FROM (
  SELECT
    toStartOfInterval(Timestamp, toIntervalSecond({bucket:UInt32})) AS time,
    if({repository:String} = '', concat(Repository, ' ', Image), Image) AS image,
    quantile(0.5)(Duration) / 1e9 AS p50,
    quantile(0.95)(Duration) / 1e9 AS p95,
    sum(sum(Duration)) OVER (PARTITION BY image) AS spent
  FROM otel.otel_traces FINAL
  WHERE Type = 'image' AND NOT Cached
    AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
    AND ({repository:String} = '' OR Repository = {repository:String})
  GROUP BY time, image
)
QUALIFY dense_rank() OVER (ORDER BY spent DESC, image) <= 10
ORDER BY time, image
