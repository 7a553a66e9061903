// Entry of the post step: builds the host and finishes what the main step left.
import { INPUT_NAMES } from './inputs/names.ts';
import { finishStep } from './step/post-step.ts';
import { createHost } from './system/host.ts';

await finishStep(createHost(INPUT_NAMES));
