-- Generated from ../telemetry.sql, for replicas and shards.

-- The home of werf's telemetry events (`telemetry-url`): one row an event, with a column for each field of docs/telemetry.md.

CREATE DATABASE IF NOT EXISTS telemetry ON CLUSTER '{cluster}';

-- What the Collector inserts: an event is a span. Nothing stays here; the view below reads it.
CREATE TABLE IF NOT EXISTS telemetry.inbox ON CLUSTER '{cluster}' (
  Timestamp DateTime64(9),
  TraceId String,
  SpanId String,
  ParentSpanId String,
  TraceState String,
  SpanName LowCardinality(String),
  SpanKind LowCardinality(String),
  ServiceName LowCardinality(String),
  ResourceAttributes Map(LowCardinality(String), String),
  ScopeName String,
  ScopeVersion String,
  SpanAttributes Map(LowCardinality(String), String),
  Duration UInt64,
  StatusCode LowCardinality(String),
  StatusMessage String,
  Events Nested (
    Timestamp DateTime64(9),
    Name LowCardinality(String),
    Attributes Map(LowCardinality(String), String)
  ),
  Links Nested (
    TraceId String,
    SpanId String,
    TraceState String,
    Attributes Map(LowCardinality(String), String)
  )
)
ENGINE = Null;

-- Sort key: the type of event, then the project, whose events then lie together and take little room, then the time.
-- `SpanId` ends it, because a spool may deliver an event twice: it then has the same id, and one row stays.
-- A field that an event does not have is NULL, or empty where it is a text.
-- Shard key: cityHash64(ExecutionId)
CREATE TABLE IF NOT EXISTS telemetry.events_local ON CLUSTER '{cluster}' (
  Timestamp DateTime64(3) CODEC(Delta, ZSTD(1)),
  SpanId UInt64 CODEC(ZSTD(1)),
  EventType LowCardinality(String) CODEC(ZSTD(1)),
  ExecutionId UUID CODEC(ZSTD(1)),
  ProjectId FixedString(32) CODEC(ZSTD(1)), -- SHA-256; lower(hex(ProjectId)) is what was sent
  -- Its first eight bytes are enough to tell projects apart, and what sorting and counting read.
  Project UInt64 MATERIALIZED reinterpretAsUInt64(ProjectId) CODEC(ZSTD(1)),
  Command LowCardinality(String) CODEC(ZSTD(1)),
  SchemaVersion UInt8 CODEC(ZSTD(1)),
  -- Who sent it: run-werf, or werf itself.
  ServiceName LowCardinality(String) CODEC(ZSTD(1)),
  Version LowCardinality(String) CODEC(ZSTD(1)),
  GroupChannel LowCardinality(String) CODEC(ZSTD(1)),
  Os LowCardinality(String) CODEC(ZSTD(1)),
  Arch LowCardinality(String) CODEC(ZSTD(1)),
  Ci Bool CODEC(ZSTD(1)),
  CiName LowCardinality(String) CODEC(ZSTD(1)),
  -- CommandStarted
  Options Nested (
    Name LowCardinality(String),
    AsCli Bool,
    AsEnv Bool,
    Count UInt16
  ) CODEC(ZSTD(1)),
  -- CommandExited
  ExitCode Nullable(Int32) CODEC(ZSTD(1)),
  -- CommandExited, BuildFinished, ImageBuildFinished, StageBuildFinished
  DurationMs Nullable(UInt64) CODEC(ZSTD(1)),
  -- BuildStarted, BuildFinished
  ImagesCount Nullable(UInt32) CODEC(ZSTD(1)),
  ContainerBackend LowCardinality(String) CODEC(ZSTD(1)),
  InContainer Nullable(Bool) CODEC(ZSTD(1)),
  Success Nullable(Bool) CODEC(ZSTD(1)),
  -- ImageBuildFinished, StageBuildFinished
  Image FixedString(32) CODEC(ZSTD(1)), -- SHA-256 of its name
  Rebuilt Nullable(Bool) CODEC(ZSTD(1)),
  ConfigType LowCardinality(String) CODEC(ZSTD(1)),
  Stage LowCardinality(String) CODEC(ZSTD(1)),
  FromCache Nullable(Bool) CODEC(ZSTD(1)),
  BaseImageSource LowCardinality(String) CODEC(ZSTD(1)),
  BaseImagePulled Nullable(Bool) CODEC(ZSTD(1))
)
ENGINE = ReplicatedReplacingMergeTree
PARTITION BY toMonday(Timestamp)
PRIMARY KEY (EventType, Project, Timestamp)
ORDER BY (EventType, Project, Timestamp, SpanId)
TTL toDateTime(Timestamp) + INTERVAL 25 MONTH
SETTINGS
  ttl_only_drop_parts = 1,
  -- A week that is over becomes one part, which needs no deduplication any more.
  min_age_to_force_merge_seconds = 86400,
  min_age_to_force_merge_on_partition_only = 1;

CREATE TABLE IF NOT EXISTS telemetry.events ON CLUSTER '{cluster}' AS telemetry.events_local
ENGINE = Distributed('{cluster}', 'telemetry', 'events_local', cityHash64(ExecutionId));

-- The sender can be anybody: what has not the form of the page becomes empty, and nothing in here can fail, because one
-- event that does would hold up all others.
CREATE MATERIALIZED VIEW IF NOT EXISTS telemetry.read_events ON CLUSTER '{cluster}' TO telemetry.events AS
WITH
  SpanAttributes['attributes'] AS attributes,
  SpanAttributes['eventData'] AS data,
  JSONExtractArrayRaw(data, 'commandOptions') AS options,
  (text, pattern) -> if(match(text, pattern), text, '') AS having,
  (json, field) -> having(JSONExtractString(json, field), '^[0-9A-Za-z._ +-]{1,64}$') AS word,
  text -> toFixedString(unhex(having(text, '^[0-9a-f]{64}$')), 32) AS hash
SELECT
  Timestamp,
  reinterpretAsUInt64(reverse(unhex(SpanId))) AS SpanId,
  having(SpanAttributes['eventType'], '^[A-Za-z]{1,40}$') AS EventType,
  toUUIDOrZero(SpanAttributes['executionID']) AS ExecutionId,
  hash(SpanAttributes['projectID']) AS ProjectId,
  having(SpanAttributes['command'], '^werf( [a-z0-9-]{1,32}){0,4}$') AS Command,
  toUInt8OrZero(SpanAttributes['schemaVersion']) AS SchemaVersion,
  having(ServiceName, '^[a-z.-]{1,32}$') AS ServiceName,
  word(attributes, 'version') AS Version,
  word(attributes, 'groupChannel') AS GroupChannel,
  word(attributes, 'os') AS Os,
  word(attributes, 'arch') AS Arch,
  JSONExtractBool(attributes, 'ci') AS Ci,
  word(attributes, 'ciName') AS CiName,
  arrayMap(option -> word(option, 'name'), options) AS `Options.Name`,
  arrayMap(option -> JSONExtractBool(option, 'asCli'), options) AS `Options.AsCli`,
  arrayMap(option -> JSONExtractBool(option, 'asEnv'), options) AS `Options.AsEnv`,
  arrayMap(option -> toUInt16(least(JSONExtractUInt(option, 'count'), 65535)), options) AS `Options.Count`,
  JSONExtract(data, 'exitCode', 'Nullable(Int32)') AS ExitCode,
  JSONExtract(data, 'durationMs', 'Nullable(UInt64)') AS DurationMs,
  JSONExtract(data, 'imagesCount', 'Nullable(UInt32)') AS ImagesCount,
  word(data, 'containerBackend') AS ContainerBackend,
  JSONExtract(data, 'inContainer', 'Nullable(Bool)') AS InContainer,
  JSONExtract(data, 'success', 'Nullable(Bool)') AS Success,
  hash(JSONExtractString(data, 'image')) AS Image,
  JSONExtract(data, 'rebuilt', 'Nullable(Bool)') AS Rebuilt,
  word(data, 'configType') AS ConfigType,
  word(data, 'stage') AS Stage,
  JSONExtract(data, 'fromCache', 'Nullable(Bool)') AS FromCache,
  word(data, 'baseImageSource') AS BaseImageSource,
  JSONExtract(data, 'baseImagePulled', 'Nullable(Bool)') AS BaseImagePulled
FROM telemetry.inbox
WHERE ScopeName = 'telemetry.werf.io' AND EventType != '';
