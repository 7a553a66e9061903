// A log that keeps what it is told.
import type { Log } from '../../src/system/host.ts';

export interface KeptLog extends Log {
  readonly debugs: string[];
  readonly infos: string[];
  readonly notices: string[];
  readonly warnings: string[];
  readonly errors: string[];
  readonly masked: string[];
}

export function keptLog(): KeptLog {
  const log = {
    debugs: [] as string[],
    infos: [] as string[],
    notices: [] as string[],
    warnings: [] as string[],
    errors: [] as string[],
    masked: [] as string[],
    debug: (message: string) => void log.debugs.push(message),
    info: (message: string) => void log.infos.push(message),
    notice: (message: string) => void log.notices.push(message),
    warning: (message: string) => void log.warnings.push(message),
    error: (message: string) => void log.errors.push(message),
    startGroup: () => undefined,
    endGroup: () => undefined,
    mask: (secret: string) => void log.masked.push(secret),
    otherWrites: () => undefined,
    otherEnded: () => undefined,
    flush: () => undefined,
  };
  return log;
}
