// A recipe of docs/recipes/ as it can run on this machine: what only a cloud or a container can do is left out, by name.
import { parse, stringify } from 'yaml';
import type { TufRepository } from '../../src/inputs/published-root.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly name?: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly container?: { readonly image: string };
  readonly steps: readonly Step[];
}

export interface LocalRecipe {
  /** The workflow, with the action of this checkout. */
  readonly workflow: string;
  /** What it does without, each once. */
  readonly leftOut: readonly string[];
}

/** What takes the place of what a recipe names. */
export interface Substitutes {
  /** GitHub's API, by its URL. */
  readonly api: string;
  /** The registry, by host and port; only a real werf asks it. */
  readonly registry?: string;
  /** A folder that artifacts go through, from job to job; only a real werf makes them. */
  readonly artifacts?: string;
  /** The repository that werf is installed from, in the one recipe that names one. */
  readonly mirror?: TufRepository;
}

/** @param text the recipe */
export function localRecipe(text: string, substitutes: Substitutes): LocalRecipe {
  const leftOut = new Set<string>();
  const recipe: { readonly jobs: Readonly<Record<string, Job>> } = parse(
    withMirror(withRegistry(text, leftOut, substitutes), substitutes),
  );
  const localJob = ({ container, ...job }: Job) => {
    if (container !== undefined) leftOut.add(`the container ${container.image}`);
    return { ...job, steps: job.steps.flatMap((step) => localStep(step, leftOut, substitutes)) };
  };
  const jobs = Object.fromEntries(Object.entries(recipe.jobs).map(([name, job]) => [name, localJob(job)]));
  return { workflow: stringify({ ...recipe, jobs }), leftOut: [...leftOut] };
}

function withRegistry(text: string, leftOut: Set<string>, { registry }: Substitutes): string {
  if (registry === undefined) return text;
  return text.replace(/(?<=--repo )([^\s/]+)(?=\/)/g, (host) => {
    leftOut.add(`the registry ${host}`);
    return registry;
  });
}

function withMirror(text: string, { mirror }: Substitutes): string {
  if (mirror === undefined) return text;
  return (
    text
      .replace('https://mirror.example.com/werf', mirror.url)
      // It is on this machine.
      .replace('NO_PROXY: .example.com', 'NO_PROXY: 127.0.0.1,.example.com')
      .replace(/trdl-root-version: \d+/, `trdl-root-version: ${mirror.rootVersion}`)
      .replace(/trdl-root-sha512: \w+/, `trdl-root-sha512: ${mirror.rootSha512}`)
  );
}

function localStep(step: Step, leftOut: Set<string>, { api, artifacts }: Substitutes): readonly Step[] {
  const [action = ''] = (step.uses ?? '').split('@');
  if (action === 'acme/run-werf') {
    const apiUrl = {
      NODE_OPTIONS: ['--import=$', '{{ github.workspace }}/test/runner/workflows/api-url.mjs'].join(''),
      TEST_API_URL: api,
    };
    return [{ ...step, uses: './', env: { ...step.env, ...apiUrl } }];
  }
  if (action === 'actions/checkout') {
    // act takes the checkout that is there, but only where no other commit is asked for.
    const { ref, ...inputs } = step.with ?? {};
    if (ref !== undefined) leftOut.add('the checkout of another commit');
    return [{ ...step, with: inputs }];
  }
  leftOut.add(action === '' ? (step.name ?? step.run ?? '') : action);
  if (artifacts !== undefined && action === 'actions/upload-artifact')
    return [{ run: `cp '${step.with?.['path']}' '${artifacts}'` }];
  if (artifacts !== undefined && action === 'actions/download-artifact') return [{ run: `cp '${artifacts}'/* .` }];
  return [];
}
