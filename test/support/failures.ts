// Failures and problems as plain data, for what shows them.
import type { Failure } from '../../src/results/failure/failure.ts';
import type { Problem } from '../../src/results/failure/problems.ts';

/** A deployment that failed. */
export function problemOf(overrides: Partial<Problem>): Problem {
  return {
    resource: 'Deployment/web',
    namespace: undefined,
    state: 'FAILED',
    goal: 'ready',
    ready: undefined,
    reason: 'no reason',
    inTrouble: false,
    isStatus: false,
    row: undefined,
    ...overrides,
  };
}

/** A rollout that failed, of which nothing else is known. */
export function failureOf(overrides: Partial<Failure>): Failure {
  return {
    kind: 'not-ready',
    subject: 'Deployment/web',
    headline: ['Deployment/web failed.'],
    reason: '',
    main: undefined,
    problems: [],
    causes: [],
    todo: undefined,
    note: undefined,
    waitedSeconds: undefined,
    lock: undefined,
    logs: [],
    events: [],
    build: undefined,
    error: '',
    deploy: undefined,
    done: [],
    ...overrides,
  };
}
