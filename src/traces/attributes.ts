// Pure: the names of all that a trace holds, each with one type for ever: backends fix a key's type by first sight.

/**
 * The version of OpenTelemetry's semantic conventions that the names without `werf.` are taken from. Most of `cicd.*`
 * and `vcs.*` is a release candidate there, so the names stand here and not in a package that may rename them.
 */
export const CONVENTIONS_VERSION = '1.44.0';
export const SCHEMA_URL = `https://opentelemetry.io/schemas/${CONVENTIONS_VERSION}`;

/** The instrumentation scope of every span, and the `service.name` where the user names none. */
export const SCOPE_NAME = 'run-werf';
export const DEFAULT_SERVICE_NAME = 'run-werf';

/** Names of spans that are the same in every trace. A command's is the command, such as `werf converge`. */
export const SPAN_NAME = {
  step: 'run-werf',
  ready: 'get ready',
  install: 'install werf',
  ciEnv: 'werf ci-env github',
  image: (image: string) => `build ${image}`,
  stage: (stage: string) => `stage ${stage}`,
  release: (release: string) => `release ${release}`,
  object: (object: string) => `wait for ${object}`,
} as const;

/** Attributes of the resource, the same for all spans of a step. All are strings, but for the attempt. */
export const RESOURCE = {
  serviceName: 'service.name',
  /** The name of the workflow. */
  pipelineName: 'cicd.pipeline.name',
  pipelineRunId: 'cicd.pipeline.run.id',
  pipelineRunUrl: 'cicd.pipeline.run.url.full',
  /** int: which attempt of the run it is, from 1. */
  runAttempt: 'werf.run.attempt',
  /** The name of the runner; it has no id that a step could know. */
  workerId: 'cicd.worker.id',
  workerName: 'cicd.worker.name',
  /** `github`. */
  vcsProvider: 'vcs.provider.name',
  vcsOwner: 'vcs.owner.name',
  /** Without the owner. */
  vcsRepositoryName: 'vcs.repository.name',
  /** Without `.git`. */
  vcsRepositoryUrl: 'vcs.repository.url.full',
  /** The branch or tag. */
  vcsHeadName: 'vcs.ref.head.name',
  /** The commit. */
  vcsHeadRevision: 'vcs.ref.head.revision',
  /** `branch` or `tag`. */
  vcsRefType: 'vcs.ref.type',
  /** The number of the pull request, where the run is for one. */
  vcsChangeId: 'vcs.change.id',
} as const;

/** What a span is about, in `werf.span.type`. */
export const SPAN_TYPES = [
  'step',
  'ready',
  'install',
  'ci-env',
  'command',
  'image',
  'stage',
  'release',
  'object',
] as const;
export type SpanType = (typeof SPAN_TYPES)[number];

/** Attributes of spans. Where nothing else is said, the value is a string. */
export const SPAN = {
  /** On every span: one of `SPAN_TYPES`. */
  type: 'werf.span.type',
  /** On every span that failed, and on no other: one of `ERROR_TYPES`. */
  errorType: 'error.type',

  // The step.
  /** Job and step, such as `deploy/werf`. */
  taskName: 'cicd.pipeline.task.name',
  taskRunId: 'cicd.pipeline.task.run.id',
  taskRunUrl: 'cicd.pipeline.task.run.url.full',
  /** One of `RESULTS`. */
  taskResult: 'cicd.pipeline.task.run.result',

  // The install.
  /** boolean: whether it was kept on the runner or in GitHub's cache. */
  installCached: 'werf.install.cached',

  // A command. Its name is the span's.
  /** `werf`. */
  executable: 'process.executable.name',
  /** int */
  exitCode: 'process.exit.code',
  /** int */
  pid: 'process.pid',
  /** One of `RESULTS`; an exit code that `allowed-exit-codes` names is a success. */
  commandResult: 'werf.command.result',
  /** What the binary says of itself, such as `v2.77.1`. On commands and on the install. */
  werfVersion: 'werf.version',
  /** int: when the checked-out commit was made, in seconds since the epoch; the end less this is the lead time. */
  commitTime: 'werf.commit.time',
  /** int: what the build report counts. */
  buildImages: 'werf.build.images',
  buildImagesRebuilt: 'werf.build.images_rebuilt',
  buildStages: 'werf.build.stages',
  buildStagesRebuilt: 'werf.build.stages_rebuilt',
  /** int, absent where there are none: images and stages of a huge build that have no span. */
  buildSpansOmitted: 'werf.build.spans_omitted',
  releaseName: 'werf.release.name',
  namespace: 'k8s.namespace.name',
  /** int */
  releaseRevision: 'werf.release.revision',
  /** werf's word, such as `deployed` or `failed`. */
  releaseStatus: 'werf.release.status',
  /** int: how many operations of the release there were. */
  operationsCompleted: 'werf.release.operations_completed',
  operationsCanceled: 'werf.release.operations_canceled',
  operationsFailed: 'werf.release.operations_failed',

  /** int, ms: how long another deployment's lock on the release was waited for. On releases. */
  lockWaited: 'werf.release.lock_waited',
  /** What was waited for of an object: `ready`, `present`, `absent`. On objects. */
  objectGoal: 'werf.object.goal',

  // An image and its stages.
  /** On images and stages: the image's name in `werf.yaml`. */
  imageName: 'werf.image.name',
  /** boolean: whether any of it was built; otherwise all came from the cache. */
  imageRebuilt: 'werf.image.rebuilt',
  /** int, bytes */
  imageSize: 'werf.image.size',
  /** The repository. */
  containerImageName: 'container.image.name',
  /** list of strings: `repository@sha256:…` */
  containerImageDigests: 'container.image.repo_digests',
  stageName: 'werf.stage.name',
  /** boolean */
  stageCacheHit: 'werf.stage.cache_hit',
  /** int, bytes */
  stageSize: 'werf.stage.size',
  /**
   * boolean, `true` or absent: the duration is werf's, but werf does not say when it was. A stage from the cache, for
   * one, stands before the first one that was built, or where the command begins.
   */
  timeEstimated: 'werf.time.estimated',
} as const;

/** Events of a command's span. Their time is the command's end: werf does not say when each of them was. */
export const EVENT = {
  /** An operation of the release; at most the last 128, those that failed at the end. */
  operation: 'werf.release.operation',
  /** An object of the cluster that failed, or still waited when the command failed. */
  failedObject: 'werf.object.failed',
} as const;

/** Attributes of the events, all strings. Those of objects are on the spans of objects too. */
export const EVENT_ATTRIBUTE = {
  /** `create`, `update`, `recreate`, `apply`, `delete`. */
  operationAction: 'werf.operation.action',
  /** `completed`, `canceled` or `failed`. */
  operationResult: 'werf.operation.result',
  /** Kind and name, such as `Deployment/web`. */
  objectName: 'werf.object.name',
  /** `FAILED` or `WAITING`. */
  objectState: 'werf.object.state',
  /** The cluster's word for the reason, such as `CrashLoopBackOff`. */
  objectReason: 'werf.object.reason',
} as const;

/** `error` is a step that failed before werf could run. */
export const RESULTS = ['success', 'failure', 'error', 'cancellation'] as const;
export type Result = (typeof RESULTS)[number];

/** Why something failed: all values of `error.type`, with what each means. */
export const ERROR_TYPES = {
  install: 'werf could not be installed',
  ci_env: '`werf ci-env` failed',
  not_started: 'werf could not be started',
  usage: 'werf does not know the command or an option',
  config: '`werf.yaml` or `werf-giterminism.yaml` is wrong or missing',
  build: 'an image could not be built',
  registry: 'the registry refused, or could not be reached',
  chart: 'the chart or its values could not be rendered',
  cluster: 'the cluster could not be reached, failed itself, or refused the login',
  validation:
    "the release did not pass a check before anything changed: immutable fields, objects of another release, the chart's resources, a saved plan",
  rejected: 'the API server refused an object or a request, or a webhook that it asks did not answer',
  not_ready: 'an object did not become ready',
  timeout: 'the time that werf was given was over',
  locked: 'the release stayed locked by another deployment',
  changes: '`plan` found changes, and its exit code is not among `allowed-exit-codes`',
  panic: 'werf crashed',
  killed: 'werf was killed, most often for want of memory',
  terminated: 'another signal ended werf',
  _OTHER: 'anything else',
} as const;
export type ErrorType = keyof typeof ERROR_TYPES;
