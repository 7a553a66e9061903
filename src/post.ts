// Entry of the post step: builds the host and finishes what the main step left.

import { finish } from './finish.ts';
import { createHost } from './host.ts';

await finish(createHost());
