// Effect: prepares werf's reports of one command before it runs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import type { PrivateFolder } from '../system/private-folder.ts';
import { knowsReportOption, reportOptionValue } from './report-options.ts';
import { type ReportPlan, reportVariables } from './report-variables.ts';

/** A report to read after the command, and what tells it from one that was there before. */
export interface ExpectedReport {
  readonly path: string;
  readonly markBefore: string | undefined;
}

export interface ExpectedReports {
  /** Variables to add to the command's environment. */
  readonly variables: Environment;
  readonly build: ExpectedReport | undefined;
  readonly deploy: ExpectedReport | undefined;
}

const NO_REPORTS: ExpectedReports = { variables: {}, build: undefined, deploy: undefined };

/**
 * Where the command's reports will be, in the private folder or where the user wants them.
 * @param env the environment that the user and ci-env set
 * @param index of the command in the step
 */
export async function expectReports(
  words: CommandWords,
  env: Environment,
  workingDirectory: string,
  folder: PrivateFolder,
  index: number,
): Promise<ExpectedReports> {
  const knows = (option: string) => knowsReportOption(words, option);
  if (!knows('save-build-report') && !knows('save-deploy-report')) return NO_REPORTS;
  const privateFolder = pathOf(folder);
  if (privateFolder === undefined) return NO_REPORTS;
  const privatePath = (kind: string) => join(privateFolder, `${index + 1}-${kind}-report.json`);
  const optionValue = (option: string) => reportOptionValue(words, option);
  const plan = reportVariables({ knows, env, optionValue, workingDirectory, privatePath });
  return { variables: plan.variables, build: await expected(plan, 'build'), deploy: await expected(plan, 'deploy') };
}

/** Reports are a help, so a folder that cannot be made costs them and nothing else. */
function pathOf(folder: PrivateFolder): string | undefined {
  try {
    return folder.path();
  } catch {
    return undefined;
  }
}

async function expected(plan: ReportPlan, kind: 'build' | 'deploy'): Promise<ExpectedReport | undefined> {
  const path = plan[kind];
  if (path === undefined) return undefined;
  if (!existsSync(path)) return { path, markBefore: undefined };
  const { reportMark } = await import('./report-files.ts');
  return { path, markBefore: reportMark(path) };
}
