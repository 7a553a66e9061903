// Entry of the post step: builds the host and finishes what the main step left.

import { finish } from './finish.ts';
import { createHost } from './host.ts';
import { INPUT_NAMES } from './input-names.ts';

await finish(createHost(INPUT_NAMES));
