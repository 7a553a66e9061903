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

/** @param text the recipe */
export function localRecipe(text: string): LocalRecipe {
  const leftOut = new Set<string>();
  const recipe: { readonly jobs: Readonly<Record<string, Job>> } = parse(text);
  const localJob = ({ container, ...job }: Job) => {
    if (container !== undefined) leftOut.add(`the container ${container.image}`);
    return { ...job, steps: job.steps.flatMap((step) => localStep(step, leftOut)) };
  };
  const jobs = Object.fromEntries(Object.entries(recipe.jobs).map(([name, job]) => [name, localJob(job)]));
  return { workflow: stringify({ ...recipe, jobs }), leftOut: [...leftOut] };
}

function localStep(step: Step, leftOut: Set<string>): readonly Step[] {
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
  return [];
}
