// Effect: prepares werf's reports of one command before it runs.
import { existsSync } from 'node:fs';
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import type { PrivateFolder } from '../system/private-folder.ts';
import { planReports, savesReports } from './report-plan.ts';

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
 * @param index of the command in the step, from 0
 */
export async function expectReports(
  words: CommandWords,
  env: Environment,
  workingDirectory: string,
  folder: PrivateFolder,
  index: number,
): Promise<ExpectedReports> {
  if (!savesReports(words)) return NO_REPORTS;
  const privateFolder = pathOf(folder);
  if (privateFolder === undefined) return NO_REPORTS;
  const { variables, build, deploy } = planReports({ words, env, workingDirectory, privateFolder, index });
  return { variables, build: await expectedAt(build), deploy: await expectedAt(deploy) };
}

/** Reports are a help, so a folder that cannot be made costs them and nothing else. */
function pathOf(folder: PrivateFolder): string | undefined {
  try {
    return folder.path();
  } catch {
    return undefined;
  }
}

async function expectedAt(path: string | undefined): Promise<ExpectedReport | undefined> {
  if (path === undefined) return undefined;
  if (!existsSync(path)) return { path, markBefore: undefined };
  const { reportMark } = await import('./report-files.ts');
  return { path, markBefore: reportMark(path) };
}
