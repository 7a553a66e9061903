-- Generated from ../traces.sql, for replicas and shards.

-- The home of the user's own traces (`traces: true`): one row a span, by the names of the Collector's ClickHouse exporter.

CREATE DATABASE IF NOT EXISTS otel ON CLUSTER '{cluster}';

-- Materialized columns hold what the queries ask for; the maps keep everything as it was sent.
--
-- Sort key: the type of span comes first, because each question is about one type and stages are by far the most; then
-- the repository, so that its team reads its own rows only; then the time. `SpanId` ends it, because delivery is at least
-- once: of rows with the same key one stays, and `FINAL` in the queries does the same before the merge has.
-- Partitions are weeks: they go as a whole when their time is over, and a query reads those of its range.
-- Shard key: cityHash64(TraceId)
CREATE TABLE IF NOT EXISTS otel.otel_traces_local ON CLUSTER '{cluster}' (
  Timestamp DateTime64(9) CODEC(Delta, ZSTD(1)),
  TraceId String CODEC(ZSTD(1)),
  SpanId String CODEC(ZSTD(1)),
  ParentSpanId String CODEC(ZSTD(1)),
  TraceState String CODEC(ZSTD(1)),
  SpanName LowCardinality(String) CODEC(ZSTD(1)),
  SpanKind LowCardinality(String) CODEC(ZSTD(1)),
  ServiceName LowCardinality(String) CODEC(ZSTD(1)),
  ResourceAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  ScopeName LowCardinality(String) CODEC(ZSTD(1)),
  ScopeVersion LowCardinality(String) CODEC(ZSTD(1)),
  SpanAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  Duration UInt64 CODEC(ZSTD(1)), -- in nanoseconds
  StatusCode LowCardinality(String) CODEC(ZSTD(1)),
  StatusMessage String CODEC(ZSTD(1)),
  Events Nested (
    Timestamp DateTime64(9),
    Name LowCardinality(String),
    Attributes Map(LowCardinality(String), String)
  ) CODEC(ZSTD(1)),
  Links Nested (
    TraceId String,
    SpanId String,
    TraceState String,
    Attributes Map(LowCardinality(String), String)
  ) CODEC(ZSTD(1)),
  -- step, ready, install, ci-env, command, image, stage, release or object
  Type LowCardinality(String) MATERIALIZED SpanAttributes['werf.span.type'] CODEC(ZSTD(1)),
  -- such as github.com/acme/shop
  Repository LowCardinality(String)
    MATERIALIZED replaceRegexpOne(ResourceAttributes['vcs.repository.url.full'], '^https?://', '') CODEC(ZSTD(1)),
  Image LowCardinality(String) MATERIALIZED SpanAttributes['werf.image.name'] CODEC(ZSTD(1)),
  Stage LowCardinality(String) MATERIALIZED SpanAttributes['werf.stage.name'] CODEC(ZSTD(1)),
  -- Whether a stage, an image or werf itself came from the cache; NULL for what has none.
  Cached Nullable(Bool) MATERIALIZED multiIf(
    mapContains(SpanAttributes, 'werf.stage.cache_hit'), SpanAttributes['werf.stage.cache_hit'] = 'true',
    mapContains(SpanAttributes, 'werf.image.rebuilt'), SpanAttributes['werf.image.rebuilt'] = 'false',
    mapContains(SpanAttributes, 'werf.install.cached'), SpanAttributes['werf.install.cached'] = 'true',
    NULL) CODEC(ZSTD(1)),
  -- success, failure, error or cancellation; of commands and of steps
  Result LowCardinality(String) MATERIALIZED if(
    mapContains(SpanAttributes, 'werf.command.result'),
    SpanAttributes['werf.command.result'],
    SpanAttributes['cicd.pipeline.task.run.result']) CODEC(ZSTD(1)),
  ErrorType LowCardinality(String) MATERIALIZED SpanAttributes['error.type'] CODEC(ZSTD(1)),
  WerfVersion LowCardinality(String) MATERIALIZED SpanAttributes['werf.version'] CODEC(ZSTD(1)),
  ReleaseStatus LowCardinality(String) MATERIALIZED SpanAttributes['werf.release.status'] CODEC(ZSTD(1)),
  -- The epoch where it is not known.
  CommitTime DateTime MATERIALIZED toDateTime(toUInt32OrZero(SpanAttributes['werf.commit.time'])) CODEC(ZSTD(1)),
  INDEX trace TraceId TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree
PARTITION BY toMonday(Timestamp)
PRIMARY KEY (Type, Repository, Timestamp)
ORDER BY (Type, Repository, Timestamp, SpanId)
TTL toDateTime(Timestamp) + INTERVAL 13 MONTH
SETTINGS
  ttl_only_drop_parts = 1,
  -- A week that is over becomes one part, which needs no deduplication any more.
  min_age_to_force_merge_seconds = 86400,
  min_age_to_force_merge_on_partition_only = 1;

CREATE TABLE IF NOT EXISTS otel.otel_traces ON CLUSTER '{cluster}' AS otel.otel_traces_local
ENGINE = Distributed('{cluster}', 'otel', 'otel_traces_local', cityHash64(TraceId));

-- When each trace was: whoever asks for one trace by its id reads the parts of that time only. Grafana knows this name.
-- Shard key: cityHash64(TraceId)
CREATE TABLE IF NOT EXISTS otel.otel_traces_trace_id_ts_local ON CLUSTER '{cluster}' (
  TraceId String CODEC(ZSTD(1)),
  Start SimpleAggregateFunction(min, DateTime) CODEC(Delta, ZSTD(1)),
  End SimpleAggregateFunction(max, DateTime) CODEC(Delta, ZSTD(1))
)
ENGINE = ReplicatedAggregatingMergeTree
PARTITION BY toMonday(Start)
ORDER BY TraceId
TTL Start + INTERVAL 13 MONTH
SETTINGS
  ttl_only_drop_parts = 1,
  -- A week that is over becomes one part, which needs no deduplication any more.
  min_age_to_force_merge_seconds = 86400,
  min_age_to_force_merge_on_partition_only = 1;

CREATE TABLE IF NOT EXISTS otel.otel_traces_trace_id_ts ON CLUSTER '{cluster}' AS otel.otel_traces_trace_id_ts_local
ENGINE = Distributed('{cluster}', 'otel', 'otel_traces_trace_id_ts_local', cityHash64(TraceId));

CREATE MATERIALIZED VIEW IF NOT EXISTS otel.find_trace ON CLUSTER '{cluster}' TO otel.otel_traces_trace_id_ts_local AS
SELECT TraceId, toDateTime(min(Timestamp)) AS Start, toDateTime(max(Timestamp)) AS End
FROM otel.otel_traces_local
GROUP BY TraceId;
