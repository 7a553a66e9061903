// A stand-in for werf that plays a recorded run: what a real werf printed, its reports and telemetry, and how it ended.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeStandIn } from './stand-in.ts';

const REPLAY = resolve(import.meta.dirname, 'replay.ts');
const GOLDEN = resolve(import.meta.dirname, '../golden/werf-2.77.1');

/**
 * Writes the stand-in. Which recording it plays goes by the command's first word.
 * @returns its path
 */
export function writeRecordedWerf(folder: string): string {
  const play = (recording: string) =>
    `${copyReports(recording)}cat '${GOLDEN}/${recording}/output.txt'; exec '${process.execPath}' '${REPLAY}' ${recording}`;
  return writeStandIn(
    folder,
    `case "$1" in
  build) ${play('build-rebuilt')} ;;
  plan) ${play('plan')} ;;
  config) ${play('config-render')} ;;
  converge) ${play('converge-ok')} ;;
  *) echo "There is no recording of werf $*: only of build, config, converge and plan."; exit 1 ;;
esac`,
  );
}

/**
 * Writes a stand-in that puts recorded reports where it is told to, as werf does.
 * @param rest what it does then, in the language of /bin/sh
 * @returns its path
 */
export function writeReportingWerf(folder: string, recording: string, rest = ''): string {
  return writeStandIn(folder, `${copyReports(recording)}${rest}`);
}

function copyReports(recording: string): string {
  const copy = (kind: string) => {
    const variable = `WERF_${kind.toUpperCase()}_REPORT_PATH`;
    const report = join(GOLDEN, recording, `${kind}-report.json`);
    return existsSync(report) ? `[ -z "$${variable}" ] || cp '${report}' "$${variable}"\n` : '';
  };
  return `${copy('build')}${copy('deploy')}`;
}
