// Pure: the artifact of `werf plan --save-plan`, of which no more is read than what may be shown.
import { crc32, inflateRawSync } from 'node:zlib';
import { fieldsOf, isFields, itemsOf } from '../system/guards.ts';
import { CHANGES, type Change, noChanges, type Plan } from './plan.ts';

/** What is known of a saved plan. Nothing of a manifest or a value is in it. */
export interface PlanArtifact {
  /** `v1` of werf 2, `v2` of werf 3. */
  readonly apiVersion: string;
  readonly isEncrypted: boolean;
  readonly release: string;
  readonly namespace: string;
  /** The revision that it would make. */
  readonly revision: number | undefined;
  /** When it was made, in milliseconds since the epoch. */
  readonly madeAt: number | undefined;
  /** Whether a dry run failed while planning: werf saves such a plan, and can neither show nor use it. */
  readonly hasFailedDryRun: boolean;
  /** Undefined where it is encrypted. */
  readonly changes: readonly ArtifactChange[] | undefined;
}

export interface ArtifactChange {
  readonly change: Change;
  readonly resource: string;
  /** Undefined where it is the release's. */
  readonly namespace: string | undefined;
}

/** Bytes of the JSON that a plan is; a release of hundreds of resources has a few MB. */
const MAX_JSON_BYTES = 128 * 1024 * 1024;
const MAX_TEXT_UNITS = 512;

/**
 * Reads a saved plan; undefined where it is none. werf writes over an existing file without cutting it, so what follows
 * the end of the gzip stream is left alone, as werf does.
 * @param bytes the file's content
 */
export function readPlanArtifact(bytes: Uint8Array): PlanArtifact | undefined {
  try {
    const json = gunzip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const outer = fieldsOf(json === undefined ? undefined : JSON.parse(json));
    const dataRaw = outer['dataRaw'];
    const release = fieldsOf(outer['release']);
    if (!isFields(outer['release']) || typeof dataRaw !== 'string') return undefined;
    const isEncrypted = outer['encrypted'] === true;
    const data: unknown = isEncrypted ? undefined : JSON.parse(dataRaw);
    const namespace = text(release['namespace']);
    const revision = release['revision'];
    const madeAt = Date.parse(text(outer['timestamp']));
    return {
      apiVersion: text(outer['apiVersion']),
      isEncrypted,
      release: text(release['name']),
      namespace,
      revision: typeof revision === 'number' && Number.isSafeInteger(revision) ? revision : undefined,
      madeAt: Number.isNaN(madeAt) ? undefined : madeAt,
      hasFailedDryRun: itemsOf(fieldsOf(data)['installableResourceInfos']).some((info) => {
        const error = fieldsOf(info)['dryApplyErr'];
        return error !== undefined && error !== null;
      }),
      changes:
        data === undefined
          ? undefined
          : itemsOf(fieldsOf(data)['changes']).flatMap((change) => changeOf(change, namespace)),
    };
  } catch {
    return undefined;
  }
}

/** The plan without its diffs; undefined where the artifact is encrypted. */
export function planOfArtifact(artifact: PlanArtifact | undefined): Plan | undefined {
  if (artifact?.changes === undefined) return undefined;
  const counts = noChanges();
  for (const { change } of artifact.changes) counts[change] += 1;
  return {
    release: artifact.release,
    namespace: artifact.namespace,
    kind: artifact.changes.length > 0 ? 'changes' : 'none',
    because: '',
    counts,
    changes: artifact.changes.map((change) => ({ ...change, afterwards: '', diff: [], omittedLines: 0, reason: '' })),
    omittedChanges: 0,
  };
}

/** Whether a file's first bytes are those of gzip (RFC 1952, 2.3.1). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/** Node's own `gunzipSync` refuses what follows the first stream, and would take a second one for more of the first. */
function gunzip(bytes: Buffer): string | undefined {
  const start = isGzip(bytes) ? headerLength(bytes) : undefined;
  if (start === undefined) return undefined;
  const { buffer, engine } = inflate(bytes.subarray(start));
  const end = start + engine.bytesWritten;
  if (bytes.length >= end + 4 && bytes.readUInt32LE(end) !== crc32(buffer)) return undefined;
  return buffer.toString('utf8');
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function inflate(bytes: Buffer): Inflated {
  // With `info`, which the types do not know, Node also tells how much of the input it took.
  const options: { readonly maxOutputLength: number; readonly info: true } = {
    maxOutputLength: MAX_JSON_BYTES,
    info: true,
  };
  const result: unknown = inflateRawSync(bytes, options);
  return result as Inflated;
}

/** Bytes of a gzip header with its optional parts (RFC 1952, 2.3); undefined where it does not end. */
function headerLength(bytes: Buffer): number | undefined {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    if (end === -1) return undefined;
    at = end + 1;
  }
  if (flags & 2) at += 2;
  return at < bytes.length ? at : undefined;
}

function changeOf(value: unknown, releaseNamespace: string): readonly ArtifactChange[] {
  const fields = fieldsOf(value);
  const meta = fieldsOf(fields['resourceMeta']);
  const kind = text(fieldsOf(meta['groupVersionKind'])['Kind']);
  const name = text(meta['name']);
  const type = text(fields['type']).replace(' ', '-');
  const change = CHANGES.find((known) => known === type);
  if (change === undefined || kind === '' || name === '') return [];
  const namespace = text(meta['namespace']);
  const isOwn = namespace === '' || namespace === releaseNamespace;
  return [{ change, resource: `${kind}/${name}`, namespace: isOwn ? undefined : namespace }];
}

function text(value: unknown): string {
  return typeof value === 'string' && value.length <= MAX_TEXT_UNITS ? value : '';
}
