// Composition: the saved plans of the step's commands: kept private, named in the log, and explained where they fail.
import { resolve } from 'node:path';
import { settingOf } from '../command/options.ts';
import type { PlanArtifact } from '../reports/plan-artifact.ts';
import { PLAN_FILE_OPTIONS } from '../reports/plan-command.ts';
import { readPlanFile } from '../reports/plan-file.ts';
import { planTrouble } from '../reports/plan-trouble.ts';
import type { Host } from '../system/host.ts';
import { isInside } from '../system/inside.ts';
import { errorText } from '../werf/error-text.ts';
import type { CommandResult } from './command-result.ts';
import { visible } from './summary/markdown.ts';
import { formatSeconds } from './summary/units.ts';

export interface SavedPlan {
  /** What the plan that was saved or shown says; undefined where there is none. */
  readonly artifact: PlanArtifact | undefined;
  /** Why a plan could not be used or shown; undefined where that was not the trouble. */
  readonly trouble: string | undefined;
}

type Option = keyof typeof PLAN_FILE_OPTIONS;

/** Looks after the plan that a command saved, or says which one it used. Never throws. */
export function handlePlanFile(host: Host, result: CommandResult, workingDirectory: string): SavedPlan {
  const pathOf = (option: Option) => {
    const path = settingOf(result.words, result.userEnv, option, PLAN_FILE_OPTIONS[option]);
    return path === undefined ? undefined : resolve(workingDirectory, path);
  };
  const read = pathOf('use-plan') ?? pathOf('show-plan');
  if (read !== undefined) return usedPlan(host, result, read);
  const saved = pathOf('save-plan');
  return { artifact: saved === undefined ? undefined : savedPlan(host, saved), trouble: undefined };
}

function usedPlan(host: Host, { durationMs, stderrTail, exitCode }: CommandResult, path: string): SavedPlan {
  const artifact = readPlanFile(path, false)?.artifact;
  if (artifact === undefined) host.log.info(`The plan ${path} cannot be read.`);
  else {
    const { madeAt } = artifact;
    const age = madeAt === undefined ? undefined : (host.now() - durationMs - madeAt) / 1000;
    const made = age === undefined ? '' : `, made ${formatSeconds(Math.max(0, age))} before`;
    host.log.info(`The plan ${path}: ${planned(artifact)}${made}.`);
  }
  return { artifact, trouble: exitCode === 0 ? undefined : planTrouble(errorText(stderrTail), artifact) };
}

function savedPlan(host: Host, path: string): PlanArtifact | undefined {
  const file = readPlanFile(path, host.platform !== 'win32');
  if (file?.artifact === undefined) return undefined;
  const { artifact, wasPublic } = file;
  host.log.info(
    `Saved the plan ${path}: ${planned(artifact)}, ${artifact.isEncrypted ? 'encrypted' : 'not encrypted'}.${wasPublic ? ' Every user of this machine could read it; now only its owner can.' : ''}`,
  );
  if (!artifact.isEncrypted && isInside(host.cwd, path)) {
    host.log.notice(
      `The plan ${path} holds every Secret of the release in clear, and stands in the workspace, where an artifact or an image may take it along. Encrypt it with WERF_SECRET_KEY, or save it below \${{ runner.temp }}.`,
    );
  }
  if (artifact.hasFailedDryRun) {
    host.log.warning(
      `The plan ${path} cannot be used later: the API server refused a resource while it was made, and werf cannot read such a plan back.`,
    );
  }
  return artifact;
}

function planned({ release, namespace, revision }: PlanArtifact): string {
  // The file may come from elsewhere: no line of it must be one of the log's own.
  return `revision ${revision ?? '?'} of release ${visible(release)} (namespace ${visible(namespace)})`;
}
