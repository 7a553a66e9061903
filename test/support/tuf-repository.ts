// A TUF repository that a test publishes to, in the layout of trdl's: any state of it can be made, broken ones too.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { Key, Metadata, MetaFile, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models';
import type { TufRepository } from '../../src/inputs/published-root.ts';

const roles = ['root', 'timestamp', 'snapshot', 'targets'] as const;
type Role = (typeof roles)[number];

const soon = () => new Date(Date.now() + 3_600_000).toISOString();
export const longAgo = '2020-01-01T00:00:00Z';

export class Signer {
  readonly key: Key;
  readonly #privateKey;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
    const keyID = createHash('sha256').update(raw).digest('hex');
    this.key = new Key({ keyID, keyType: 'ed25519', scheme: 'ed25519', keyVal: { public: raw } });
    this.#privateKey = privateKey;
  }

  readonly sign = (data: Buffer) =>
    new Signature({ keyID: this.key.keyID, sig: sign(undefined, data, this.#privateKey).toString('hex') });
}

export class TestRepository {
  /** What the repository's server serves, by path. */
  readonly files = new Map<string, Buffer>();
  readonly signers: Record<Role, Signer> = {
    root: new Signer(),
    timestamp: new Signer(),
    snapshot: new Signer(),
    targets: new Signer(),
  };
  rootVersion = 1;
  version = 0;
  /** How many signatures a role asks for; `publish` always makes one. */
  readonly thresholds: Partial<Record<Role, number>> = {};
  readonly expires: Partial<Record<Role, string>> = {};
  #targets: TargetFile[] = [];

  constructor(targets: Readonly<Record<string, string | Buffer>>) {
    this.publishRoot([this.signers.root]);
    this.publish(targets);
  }

  /** The first root, pinned. */
  pinned(url: string): TufRepository {
    const root = this.files.get('/1.root.json') ?? Buffer.alloc(0);
    return { url, rootVersion: 1, rootSha512: createHash('sha512').update(root).digest('hex') };
  }

  /** Publishes targets and new metadata of the next version over them. */
  publish(targets: Readonly<Record<string, string | Buffer>> = {}): void {
    for (const [path, content] of Object.entries(targets)) {
      const bytes = Buffer.from(content);
      this.files.set(`/targets/${path}`, bytes);
      const hashes = { sha512: createHash('sha512').update(bytes).digest('hex') };
      this.#targets = this.#targets.filter((target) => target.path !== path);
      this.#targets.push(new TargetFile({ path, length: bytes.length, hashes }));
    }
    this.version += 1;
    const { version } = this;
    const list = new Targets({ version, specVersion: '1.0', expires: this.expires.targets ?? soon() });
    for (const target of this.#targets) list.addTarget(target);
    const targetsFile = this.#write('targets', new Metadata(list));
    const snapshot = new Snapshot({
      version,
      specVersion: '1.0',
      expires: this.expires.snapshot ?? soon(),
      meta: { 'targets.json': new MetaFile({ version, ...lengthAndHash(targetsFile) }) },
    });
    const snapshotFile = this.#write('snapshot', new Metadata(snapshot));
    const timestamp = new Timestamp({
      version,
      specVersion: '1.0',
      expires: this.expires.timestamp ?? soon(),
      snapshotMeta: new MetaFile({ version, ...lengthAndHash(snapshotFile) }),
    });
    this.#write('timestamp', new Metadata(timestamp));
  }

  /** Publishes the next root with new keys for every role, signed by the old and the new root key. */
  rotate(signedByOld = true): void {
    const old = this.signers.root;
    for (const role of roles) this.signers[role] = new Signer();
    this.rootVersion += 1;
    this.publishRoot(signedByOld ? [old, this.signers.root] : [this.signers.root]);
    this.publish();
  }

  publishRoot(signers: readonly Signer[]): void {
    const root = new Root({
      version: this.rootVersion,
      specVersion: '1.0',
      expires: this.expires.root ?? soon(),
      consistentSnapshot: false,
    });
    for (const role of roles) {
      root.addKey(this.signers[role].key, role);
      const found = root.roles[role];
      if (found !== undefined) Object.assign(found, { threshold: this.thresholds[role] ?? 1 });
    }
    const metadata = new Metadata(root);
    for (const signer of signers) metadata.sign(signer.sign, true);
    this.files.set(`/${this.rootVersion}.root.json`, Buffer.from(JSON.stringify(metadata.toJSON())));
  }

  #write(role: Exclude<Role, 'root'>, metadata: Metadata<Targets | Snapshot | Timestamp>): Buffer {
    metadata.sign(this.signers[role].sign);
    const bytes = Buffer.from(JSON.stringify(metadata.toJSON()));
    this.files.set(`/${role}.json`, bytes);
    return bytes;
  }
}

function lengthAndHash(bytes: Buffer) {
  return { length: bytes.length, hashes: { sha512: createHash('sha512').update(bytes).digest('hex') } };
}
