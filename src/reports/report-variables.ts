// Pure: which variables make werf write its reports, and where the reports are afterwards.
import { join, resolve } from 'node:path';

type Kind = 'build' | 'deploy';

export interface ReportQuestion {
  /** Whether the command knows an option, named without dashes. */
  readonly knows: (option: string) => boolean;
  /** The command's environment, as the user and `werf ci-env` made it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The value of an option on the command line, named without dashes; empty for a flag without one. */
  readonly optionValue: (option: string) => string | undefined;
  /** The absolute folder that the command runs in. */
  readonly workingDirectory: string;
  /** An absolute path for a report of this command alone, in a folder that exists. */
  readonly privatePath: (kind: Kind) => string;
}

export interface ReportPlan {
  /** Variables to add to the command's environment. They never replace one that the user set. */
  readonly variables: Readonly<Record<string, string>>;
  /** Absolute path of the report after the command, where one can be expected. */
  readonly build: string | undefined;
  readonly deploy: string | undefined;
}

/**
 * Where a command's reports go. What the user set, as a variable or as an option, stays: their path is read, their
 * file is left in place, and a report that they turned off stays off.
 *
 * The rules are werf's own: a report is saved only by commands with `--save-…-report`; the path defaults to
 * `.werf-build-report.json` and `.werf-deploy-report.json` in the working directory; a path without extension gets
 * `.json`, and one with `.env` makes the build report a list of variables, which is not read here.
 */
export function reportVariables(question: ReportQuestion): ReportPlan {
  const build = plan(question, 'build');
  const deploy = plan(question, 'deploy');
  return { variables: { ...build.variables, ...deploy.variables }, build: build.path, deploy: deploy.path };
}

interface Part {
  readonly variables: Readonly<Record<string, string>>;
  readonly path: string | undefined;
}

const NOTHING: Part = { variables: {}, path: undefined };

function plan(question: ReportQuestion, kind: Kind): Part {
  const saveOption = `save-${kind}-report`;
  const pathOption = `${kind}-report-path`;
  if (!question.knows(saveOption) || !question.knows(pathOption)) return NOTHING;
  // With --use-…-report werf reads a report of an earlier run from this same path, and makes none.
  if (isOn(question, `use-${kind}-report`)) return NOTHING;

  const save = isOn(question, saveOption);
  if (save === false) return NOTHING;

  const saveVariable: Record<string, string> = save === undefined ? { [variable(saveOption)]: '1' } : {};
  const given = question.optionValue(pathOption) || question.env[variable(pathOption)] || undefined;
  if (given !== undefined) {
    const path = jsonPath(given);
    // A report that cannot be read here is no reason to make werf write one.
    if (path === undefined) return NOTHING;
    return { variables: saveVariable, path: resolve(question.workingDirectory, path) };
  }
  if (save === true) {
    return { variables: {}, path: join(question.workingDirectory, `.werf-${kind}-report.json`) };
  }
  const path = question.privatePath(kind);
  return { variables: { ...saveVariable, [variable(pathOption)]: path }, path };
}

/** Whether a flag is on, off, or not set. werf reads exactly these words; any other variable means off. */
function isOn({ knows, env, optionValue }: ReportQuestion, option: string): boolean | undefined {
  if (!knows(option)) return undefined;
  const flag = optionValue(option);
  if (flag !== undefined) return ['', '1', 't', 'T', 'true', 'TRUE', 'True'].includes(flag);
  const value = env[variable(option)];
  return value === undefined || value === '' ? undefined : ['1', 'true', 'yes'].includes(value);
}

function variable(option: string): string {
  return `WERF_${option.toUpperCase().replaceAll('-', '_')}`;
}

/** The path that werf writes JSON to. Go's rule of extensions: a leading dot starts one too. */
function jsonPath(path: string): string | undefined {
  const extension = /\.[^./\\]*$/.exec(path)?.[0];
  if (extension === undefined) return `${path}.json`;
  return extension === '.json' ? path : undefined;
}
