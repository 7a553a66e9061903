// Pure: whether telemetry is on, which source decided, and how to say so.
import type { Environment } from '../system/environment.ts';

export interface Consent {
  readonly on: boolean;
  /** One line for the log: on or off, which source decided, how to turn it off. */
  readonly message: string;
  /** One notice for each value that is neither on nor off, and so counts as off. */
  readonly notices: readonly string[];
}

const HOW_TO_TURN_OFF = 'input telemetry: false, or WERF_TELEMETRY=0 or DO_NOT_TRACK=1 in the environment';
const INPUT = 'input telemetry';
const OFF_WORDS = new Set(['0', 'false', 'no', 'off']);
const ON_WORDS = new Set(['1', 'true', 'yes', 'on']);

type Verdict = 'on' | 'off' | 'unset' | 'unknown';

interface Source {
  readonly name: string;
  readonly value: string;
  readonly verdict: Verdict;
}

/**
 * Decides on telemetry. Any source that says off wins; a word that nobody defined counts as off, because a person who
 * wrote it most likely meant to opt out. werf itself understands fewer words (`off` and `False` do not stop 2.77.1).
 * @param input the value of the input `telemetry`
 * @param env the job's environment, of which `WERF_TELEMETRY` and `DO_NOT_TRACK` are read
 */
export function decideConsent(input: string, env: Environment): Consent {
  const sources: readonly Source[] = [
    source(INPUT, input, onOrOff),
    source('WERF_TELEMETRY', env['WERF_TELEMETRY'] ?? '', onOrOff),
    source('DO_NOT_TRACK', env['DO_NOT_TRACK'] ?? '', doNotTrack),
  ];
  const opposed = sources.filter(({ verdict }) => verdict === 'off' || verdict === 'unknown');
  const notices = sources.filter(({ verdict }) => verdict === 'unknown').map(unknownWord);
  if (opposed.length > 0) {
    const reasons = opposed.map(({ name, value }) => `${name} is ${quote(value)}`).join(' and ');
    return {
      on: false,
      message: `Telemetry: off (${reasons}). Each of these turns it off: ${HOW_TO_TURN_OFF}.`,
      notices,
    };
  }
  const supported = sources.filter(({ verdict }) => verdict === 'on').map(supportOf);
  const reason = supported.length > 0 ? supported.join(' and ') : 'by default';
  return { on: true, message: `Telemetry: on (${reason}). To turn it off: ${HOW_TO_TURN_OFF}.`, notices };
}

/** The input's default cannot be told from the same word of a user's, so it is not said to be one. */
function supportOf({ name, value }: Source): string {
  return name === INPUT && value === 'true' ? `${name} is "true", as by default` : `${name} is ${quote(value)}`;
}

function source(name: string, value: string, judge: (word: string) => Verdict): Source {
  const word = value.trim().toLowerCase();
  return { name, value, verdict: word === '' ? 'unset' : judge(word) };
}

function onOrOff(word: string): Verdict {
  if (OFF_WORDS.has(word)) return 'off';
  return ON_WORDS.has(word) ? 'on' : 'unknown';
}

/** https://consoledonottrack.com: any value but a negative one asks not to be tracked. */
function doNotTrack(word: string): Verdict {
  return OFF_WORDS.has(word) ? 'unset' : 'off';
}

function unknownWord({ name, value }: Source): string {
  return `${name}: ${quote(value)} is neither on (1, true, yes, on) nor off (0, false, no, off), so telemetry is off.`;
}

function quote(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
