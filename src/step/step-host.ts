// Pure: the host of this action's own step, which knows the names of its inputs and outputs.
import type { InputName } from '../inputs/names.ts';
import type { OutputName } from '../results/output-names.ts';
import type { Host } from '../system/host.ts';

export type StepHost = Host<InputName, OutputName>;
