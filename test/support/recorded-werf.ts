// A stand-in for werf that plays a recorded run: what a real werf printed, its reports and telemetry, and how it ended.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeStandIn } from './stand-in.ts';

const REPLAY = resolve(import.meta.dirname, 'replay.ts');
const GOLDEN = resolve(import.meta.dirname, '../golden/werf-2.77.1');
const ROLLOUTS = resolve(import.meta.dirname, '../golden/werf-2.70.0');

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
 * Writes a stand-in that plays a recorded rollout of werf 2.70.0: what it printed on both streams, its reports, its end.
 * @param before what it does first, in the language of /bin/sh
 * @returns its path
 */
export function writeRolloutWerf(folder: string, run: string, before = ''): string {
  const recording = join(ROLLOUTS, run);
  const { exitCode } = JSON.parse(readFileSync(join(recording, 'run.json'), 'utf8'));
  const streams = `cat '${recording}/stdout.txt'; cat '${recording}/stderr.txt' >&2`;
  return writeStandIn(folder, `${before}\n${copyReports(run, ROLLOUTS)}${streams}; exit ${exitCode}`);
}

/**
 * Writes a stand-in that puts recorded reports where it is told to, as werf does.
 * @param rest what it does then, in the language of /bin/sh
 * @returns its path
 */
export function writeReportingWerf(folder: string, recording: string, rest = ''): string {
  return writeStandIn(folder, `${copyReports(recording)}${rest}`);
}

function copyReports(recording: string, golden = GOLDEN): string {
  const copy = (kind: string) => {
    const variable = `WERF_${kind.toUpperCase()}_REPORT_PATH`;
    const report = join(golden, recording, `${kind}-report.json`);
    return existsSync(report) ? `[ -z "$${variable}" ] || cp '${report}' "$${variable}"\n` : '';
  };
  return `${copy('build')}${copy('deploy')}${copy('rollback')}`;
}
