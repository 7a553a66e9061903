// Entry of the step itself: builds the host, runs the step, sets the exit code.
import { createHost } from './host.ts';
import { INPUT_NAMES } from './input-names.ts';
import { run } from './run.ts';

process.exitCode = await run(createHost(INPUT_NAMES));
