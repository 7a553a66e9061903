-- Which commands failed last, with the trace of each.
SELECT
  Timestamp AS time,
  Repository AS repository,
  SpanName AS command,
  ErrorType AS cause,
  SpanAttributes['k8s.namespace.name'] AS namespace,
  Duration / 1e9 AS seconds,
  TraceId AS traceID,
  ResourceAttributes['cicd.pipeline.run.url.full'] AS run
FROM otel.otel_traces FINAL
WHERE Type = 'command' AND ErrorType != ''
  AND Timestamp >= {from:DateTime} AND Timestamp < {to:DateTime}
  AND ({repository:String} = '' OR Repository = {repository:String})
ORDER BY Timestamp DESC
LIMIT 100
