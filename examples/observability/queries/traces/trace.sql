-- One trace, in the columns that Grafana's view of traces wants.
WITH
  (SELECT min(Start) FROM otel.otel_traces_trace_id_ts WHERE TraceId = {trace:String}) AS first,
  (SELECT max(End) + 1 FROM otel.otel_traces_trace_id_ts WHERE TraceId = {trace:String}) AS last
SELECT
  TraceId AS traceID,
  SpanId AS spanID,
  ParentSpanId AS parentSpanID,
  ServiceName AS serviceName,
  SpanName AS operationName,
  Timestamp AS startTime,
  Duration / 1e6 AS duration,
  arrayMap((key, value) -> map('key', key, 'value', value), mapKeys(SpanAttributes), mapValues(SpanAttributes)) AS tags,
  arrayMap((key, value) -> map('key', key, 'value', value), mapKeys(ResourceAttributes), mapValues(ResourceAttributes))
    AS serviceTags,
  if(StatusCode = 'Error', 2, 0) AS statusCode
FROM otel.otel_traces FINAL
WHERE TraceId = {trace:String} AND Timestamp >= first AND Timestamp <= last
ORDER BY startTime
LIMIT 10000
