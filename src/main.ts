// Entry of the step itself: builds the host, runs the step, sets the exit code.
import { INPUT_NAMES } from './inputs/names.ts';
import { runStep } from './step/step.ts';
import { createHost } from './system/host.ts';
import { expectEnd, forgiveSideWork } from './system/side-work.ts';

const host = createHost(INPUT_NAMES);
forgiveSideWork(host.log);
const hasEnded = expectEnd(host.log);
// Of a step whose end never comes.
process.exitCode = 1;
process.exitCode = await runStep(host);
hasEnded();
