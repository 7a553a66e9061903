// Entry of the step itself: builds the host, runs the step, sets the exit code.
import { INPUT_NAMES } from './inputs/names.ts';
import { runStep } from './step/step.ts';
import { createHost } from './system/host.ts';

process.exitCode = await runStep(createHost(INPUT_NAMES));
