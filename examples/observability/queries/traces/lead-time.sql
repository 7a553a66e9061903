-- How long it takes from a commit to its first deployment into a namespace: median and 95th percentile over time.
SELECT
  toStartOfInterval(deployed, toIntervalSecond({bucket:UInt32})) AS time,
  quantile(0.5)(deployed - committed) / 3600 AS p50,
  quantile(0.95)(deployed - committed) / 3600 AS p95
FROM (
  SELECT
    ResourceAttributes['vcs.ref.head.revision'] AS commit,
    any(CommitTime) AS committed,
    min(toDateTime(Timestamp) + toIntervalSecond(intDiv(Duration, 1000000000))) AS deployed
  FROM otel.otel_traces FINAL
  WHERE Type = 'command' AND ReleaseStatus = 'deployed' AND CommitTime > 0
    AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
    AND ({repository:String} = '' OR Repository = {repository:String})
  GROUP BY Repository, commit, SpanAttributes['k8s.namespace.name'], SpanAttributes['werf.release.name']
)
GROUP BY time
ORDER BY time
