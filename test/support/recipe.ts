// A recipe of docs/recipes/ as it can run on this machine: what only a cloud or a container can do is left out, by name.
import { parse, stringify } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly name?: string;
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

/** What a recipe gets on this machine instead of what it names, so that a real werf can do its work. */
export interface Substitutes {
  /** Host and port. */
  readonly registry: string;
  /** A folder that artifacts go through, from job to job. */
  readonly artifacts: string;
}

/** @param text the recipe */
export function localRecipe(text: string, substitutes?: Substitutes): LocalRecipe {
  const leftOut = new Set<string>();
  const recipe: { readonly jobs: Readonly<Record<string, Job>> } = parse(withRegistry(text, leftOut, substitutes));
  const localJob = ({ container, ...job }: Job) => {
    if (container !== undefined) leftOut.add(`the container ${container.image}`);
    return { ...job, steps: job.steps.flatMap((step) => localStep(step, leftOut, substitutes)) };
  };
  const jobs = Object.fromEntries(Object.entries(recipe.jobs).map(([name, job]) => [name, localJob(job)]));
  return { workflow: stringify({ ...recipe, jobs }), leftOut: [...leftOut] };
}

function withRegistry(text: string, leftOut: Set<string>, substitutes: Substitutes | undefined): string {
  if (substitutes === undefined) return text;
  return text.replace(/(?<=--repo )([^\s/]+)(?=\/)/g, (host) => {
    leftOut.add(`the registry ${host}`);
    return substitutes.registry;
  });
}

function localStep(step: Step, leftOut: Set<string>, substitutes: Substitutes | undefined): readonly Step[] {
  const [action = ''] = (step.uses ?? '').split('@');
  if (action === 'acme/run-werf') {
    const { 'comment-on-pr': comment, ...inputs } = step.with ?? {};
    if (comment !== undefined) leftOut.add('the comment on the pull request');
    return [{ ...step, uses: './', with: inputs }];
  }
  if (action === 'actions/checkout') {
    // act takes the checkout that is there, but only where no other commit is asked for.
    const { ref, ...inputs } = step.with ?? {};
    if (ref !== undefined) leftOut.add('the checkout of another commit');
    return [{ ...step, with: inputs }];
  }
  leftOut.add(action === '' ? (step.name ?? step.run ?? '') : action);
  if (substitutes === undefined) return [];
  if (action === 'actions/upload-artifact') return [{ run: `cp '${step.with?.['path']}' '${substitutes.artifacts}'` }];
  if (action === 'actions/download-artifact') return [{ run: `cp '${substitutes.artifacts}'/* .` }];
  return [];
}
