// Entry of the post step: builds the host and finishes what the main step left.
import { INPUT_NAMES } from './inputs/names.ts';
import { finishStep } from './step/post-step.ts';
import { createHost } from './system/host.ts';
import { forgiveSideWork } from './system/side-work.ts';

const host = createHost(INPUT_NAMES);
forgiveSideWork(host.log);
await finishStep(host);
