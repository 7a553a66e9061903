// Pure: what to tell the user of a checkout that werf will stumble over.
import type { CommandWords } from '../command/words.ts';
import { needsHistory } from './history.ts';

const CURE = 'Check the whole history out: set fetch-depth: 0 for actions/checkout.';

/** What the user should know where git refuses the checkout; werf, which asks git, takes it for none at all. */
export const UNTRUSTED_NOTICE =
  'git does not trust this checkout, because it belongs to another user, as in a job that runs in a container. Trust it before this step: run git config --global --add safe.directory "$GITHUB_WORKSPACE"';

/** What the user should know before a command that uses history runs in a shallow clone. */
export function historyNotice(commands: readonly CommandWords[]): string {
  return needsHistory(commands)
    ? `This clone is shallow, and werf cleanup needs the history of git. ${CURE}`
    : `This clone is shallow, and werf may need the history of git to build images. ${CURE}`;
}
