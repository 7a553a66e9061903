// A stand-in for werf that plays a recorded run: what a real werf printed, what it reported, and how it ended.
import { writeStandIn } from './stand-in.ts';

const REPLAY = new URL('./replay.ts', import.meta.url).pathname;
const OUTPUT = new URL('../golden/werf-2.77.1/', import.meta.url).pathname;

/**
 * Writes the stand-in. Which recording it plays goes by the command's first word.
 * @returns its path
 */
export function writeRecordedWerf(folder: string): string {
  const play = (recording: string) =>
    `cat '${OUTPUT}${recording}/output.txt'; exec '${process.execPath}' '${REPLAY}' ${recording}`;
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
