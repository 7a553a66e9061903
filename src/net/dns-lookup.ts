// Effect: resolves a host's name so that a resolver that hangs cannot hold the step.
import { type ChildProcess, spawn } from 'node:child_process';
import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { watchSignal } from '../programs/exit-status.ts';
import { type Environment, withoutNodeSettings } from '../system/environment.ts';
import { fieldsOf } from '../system/guards.ts';

/** What the child runs: the system's resolver, with its hosts file and search domains, for the name in argv. */
const RESOLVE = `require('node:dns').lookup(process.argv[1], { all: true }, (error, addresses) => {
  process.stdout.write(JSON.stringify(error ? [] : addresses));
});`;
const LOOPBACK: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];
/** More than any name has addresses for. */
const MAX_ANSWER_CHARACTERS = 64 * 1024;

export interface HostLookup {
  readonly lookup: LookupFunction;
  /** Ends look-ups under way. */
  close(): void;
}

/**
 * A replacement for `dns.lookup` that asks in a child process. Node waits at its end for a pending `getaddrinfo`,
 * which nothing can cancel; a child can be killed.
 * @param env the job's environment
 * @param program what the child runs
 */
export function createHostLookup(env: Environment, program = RESOLVE): HostLookup {
  const children = new Set<ChildProcess>();
  // Requests that start together ask once.
  const pending = new Map<string, Promise<readonly LookupAddress[]>>();
  const ask = (hostname: string) =>
    new Promise<readonly LookupAddress[]>((resolve) => {
      children.add(resolveInChild(program, env, hostname, resolve, (child) => children.delete(child)));
    })
      // No child can be started: so nothing is found, as where there is no resolver.
      .catch(() => [])
      .finally(() => pending.delete(hostname));
  return {
    lookup: (hostname, options, callback) => {
      const answer = (addresses: readonly LookupAddress[]) => {
        const [first] = addresses;
        if (first === undefined) callback(notFound(hostname), '', 0);
        else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      };
      // RFC 6761, 6.3: a name that always means this machine.
      if (/^(.+\.)?localhost\.?$/i.test(hostname)) answer(LOOPBACK);
      else {
        const asked = pending.get(hostname) ?? ask(hostname);
        pending.set(hostname, asked);
        void asked.then(answer);
      }
    },
    close: () => {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}

function resolveInChild(
  program: string,
  env: Environment,
  hostname: string,
  answer: (addresses: readonly LookupAddress[]) => void,
  ended: (child: ChildProcess) => void,
): ChildProcess {
  const child = spawn(process.execPath, ['-e', program, '--', hostname], {
    env: { ...withoutNodeSettings(env) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // Against its type, there is none where Node has no files left for it.
  const stdout: Readable | undefined = child.stdout;
  let output = '';
  let hasAnswered = false;
  const end = (addresses: readonly LookupAddress[]) => {
    ended(child);
    if (!hasAnswered) answer(addresses);
    hasAnswered = true;
  };
  // One that cannot be killed is an error too, and does not keep this process.
  child.on('error', () => {
    child.unref();
    stdout?.destroy();
    end([]);
  });
  if (stdout === undefined) return child;
  stdout.setEncoding('utf8').on('data', (text: string) => {
    if (output.length < MAX_ANSWER_CHARACTERS) output += text;
  });
  stdout.on('error', () => stdout.destroy());
  const signalNumber = watchSignal(child, [stdout], 0);
  child.once('close', () => end(signalNumber() === undefined ? parseAddresses(output) : []));
  return child;
}

function parseAddresses(output: string): readonly LookupAddress[] {
  try {
    const addresses: unknown = JSON.parse(output);
    return Array.isArray(addresses) ? addresses.filter(isAddress) : [];
  } catch {
    return [];
  }
}

function isAddress(value: unknown): value is LookupAddress {
  return isIP(String(fieldsOf(value)['address'])) !== 0;
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} was not found`), { code: 'ENOTFOUND' });
}
