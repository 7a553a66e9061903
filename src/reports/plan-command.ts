// Pure: which commands plan a deploy, which make one, and which have a saved plan.
import { type CommandWords, isOneOf } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';

/** Those that plan. */
export const PLAN_COMMANDS = ['plan', 'bundle plan'];
/** Those whose end is worth a comment beside the plan. */
export const DEPLOY_COMMANDS = ['converge', 'bundle apply', 'dismiss'];

/** Whether a command plans, deploys, or does something else. */
export function planOrDeploy(words: CommandWords): 'plan' | 'deploy' | undefined {
  if (isOneOf(words, PLAN_COMMANDS)) return 'plan';
  return isOneOf(words, DEPLOY_COMMANDS) ? 'deploy' : undefined;
}

/** The options that name a saved plan, and the variables that werf reads in their place. */
export const PLAN_FILE_OPTIONS = {
  'save-plan': 'WERF_SAVE_PLAN_PATH',
  'use-plan': 'WERF_USE_PLAN_PATH',
  'show-plan': 'WERF_SHOW_PLAN_PATH',
} as const;

/** Whether a command may have a saved plan, told without the catalogue of options. */
export function mayHavePlanFile(words: CommandWords, env: Environment): boolean {
  if (planOrDeploy(words) === undefined) return false;
  return Object.entries(PLAN_FILE_OPTIONS).some(
    ([option, variable]) => Boolean(env[variable]) || words.some((word) => word.split('=')[0] === `--${option}`),
  );
}
