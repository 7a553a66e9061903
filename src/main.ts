// Entry of the step itself: builds the host, runs the step, sets the exit code.
import { createHost } from './host.ts';
import { run } from './run.ts';

process.exitCode = await run(createHost());
