// Pure: how parts of a step tell that they begin and end, to whoever wants to know.

/** A part of getting werf ready, or the whole of it. */
export type PhaseName = 'ready' | 'install' | 'ci-env';

/** What is known of an install once it is there. */
export interface PhaseDetails {
  readonly version?: string;
  /** Whether it was kept on the runner or in GitHub's cache. */
  readonly cached?: boolean;
}

/** Runs a part, and resolves to what it resolves to. */
export type RunPhase = <T>(
  name: PhaseName,
  part: () => Promise<T>,
  describe?: (result: T) => PhaseDetails,
) => Promise<T>;

/** Where nobody wants to know. */
export const runUnseen: RunPhase = (_name, part) => part();
