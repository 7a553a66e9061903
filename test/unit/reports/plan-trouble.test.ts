import { describe, expect, it } from 'vitest';
import { readPlanArtifact } from '../../../src/reports/plan-artifact.ts';
import { planTrouble } from '../../../src/reports/plan-trouble.ts';
import { recorded } from '../../support/plans.ts';

const artifact = (recording: string) => readPlanArtifact(recorded(recording, 'plan.gz'));
const error = (recording: string) => recorded(recording, 'stderr.txt').toString();

describe('why a saved plan cannot be used', () => {
  it.each([
    [
      'converge-use-plan-stale',
      'plan-save-initial',
      /^The plan is out of date: it would make revision 1 of release shop-stage, and the next one is 2/,
    ],
    ['converge-use-plan-expired', 'plan-save-initial', /^The plan has expired: it was valid for 1s, until 2026-/],
    ['converge-use-plan-unreadable', 'plan-blind-save', /^The plan cannot be used: the API server refused a resource/],
    ['plan-show-unreadable', 'plan-blind-save', /^The plan cannot be used/],
    [
      'plan-show-encrypted-no-key',
      'plan-save-encrypted',
      /^The plan is encrypted, and there is no key: WERF_SECRET_KEY/,
    ],
  ])('%s', (recording, saved, expected) => {
    expect(planTrouble(error(recording), artifact(saved))).toMatch(expected);
    expect(planTrouble(error(recording), undefined)).toBeDefined();
  });

  const read = (text: string) => `Error: release install: read plan artifact from plan.gz: ${text}`;
  it.each([
    [
      'another werf',
      read('plan artifact v1 is not supported by the current version'),
      'plan-changes',
      /another version of werf: its format is v1/,
    ],
    [
      'another key',
      read("decode artifact data json: invalid character '\\x8f' looking for beginning of value"),
      'plan-save-encrypted',
      /encrypted with another key/,
    ],
    [
      'another format',
      read('decode artifact data json: json: cannot unmarshal object into Go value'),
      'plan-changes',
      /another version of werf \(its format is v1\), or is broken/,
    ],
    [
      'no file',
      read('open plan artifact file: open plan.gz: no such file or directory'),
      '',
      /There is no plan at this path/,
    ],
    ['no gzip', read('create gzip reader: gzip: invalid header'), '', /no plan that werf saved/],
    ['broken', read('decode plan artifact json: unexpected EOF'), '', /not a whole one/],
    [
      'deletes only',
      'Error: release install: validate plan artifact: no installable resource information objects found',
      'plan-changes',
      /only deletes/,
    ],
  ])('%s', (_, text, saved, expected) => {
    expect(planTrouble(text, saved === '' ? undefined : artifact(saved))).toMatch(expected);
  });

  it.each(['converge-no-cluster', 'converge-template-error', 'plan-immutable', 'converge-crash-loop'])(
    'says nothing of %s',
    (recording) => {
      expect(planTrouble(error(recording), undefined)).toBeUndefined();
    },
  );

  it('is not misled by what a line before the error says', () => {
    expect(
      planTrouble('WARNING: plan artifact expired: was valid for 1s until x\nError: no cluster', undefined),
    ).toBeUndefined();
  });
});
