// Pure: what every part of getting werf ready is given.
import type { Inputs } from '../inputs/inputs.ts';
import type { PipeMaker } from '../programs/output-pipes.ts';
import type { Host } from '../system/host.ts';
import type { RunPhase } from '../system/phase.ts';
import type { PrivateFolder } from '../system/private-folder.ts';

export interface ReadyContext {
  readonly host: Host;
  readonly inputs: Inputs;
  readonly folder: PrivateFolder;
  readonly pipes: PipeMaker;
  /** Aborts where the step is cancelled. */
  readonly cancelled: AbortSignal;
  readonly phase: RunPhase;
}
