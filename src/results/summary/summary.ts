// Pure: the job summary, one block for each command, within what GitHub takes.

import { byteLength } from '../../system/text.ts';
import type { CommandOutcome } from '../command-outcome.ts';
import { renderHeading } from './heading.ts';
import type { Part } from './part.ts';

/** What the block of a command shows below its heading, in at most `budget` bytes of UTF-8. */
export type RenderDetails = (report: CommandOutcome, budget: number) => Part;

/** GitHub drops a step's summary whole where it is over 1 MiB; the other steps' scripts may add to ours. */
const MAX_BYTES = 900_000;

/** Bytes that are enough for the heading, the cause and the release of any command. */
const MIN_COMMAND_BYTES = 8000;

/** Bytes kept for the line on commands that are not shown and for the breaks between blocks. */
const FRAME_BYTES = 1000;

const RANK: Readonly<Record<CommandOutcome['result'], number>> = { failure: 0, cancelled: 0, allowed: 1, success: 2 };

const NO_DETAILS: Part = { text: '', cut: false };

/**
 * The summary as Markdown, at most 900 kB of UTF-8. Commands that failed come first, because they are what a reader
 * comes for, then those that ended with an exit code that is allowed; the others follow in the order in which they ran.
 * @param renderDetails undefined where no command has any
 */
export function renderSummary(commands: readonly CommandOutcome[], renderDetails: RenderDetails | undefined): string {
  const renderCommand = (report: CommandOutcome, position: string, budget: number): Part => {
    const heading = renderHeading(report, position);
    const { text, cut } = renderDetails?.(report, budget - byteLength(heading) - 1) ?? NO_DETAILS;
    return { text: text === '' ? heading : `${heading}\n${text}`, cut };
  };
  const blocks = commands
    .map((report, index) => ({
      report,
      position: commands.length > 1 ? `${index + 1} of ${commands.length}` : '',
    }))
    .toSorted((a, b) => RANK[a.report.result] - RANK[b.report.result]);
  const shown = blocks.slice(0, Math.floor((MAX_BYTES - FRAME_BYTES) / (MIN_COMMAND_BYTES + 1)));
  const total = MAX_BYTES - FRAME_BYTES - shown.length;
  const share = Math.floor(total / Math.max(1, shown.length));

  const parts = shown.map(({ report, position }) => renderCommand(report, position, share));
  // What small blocks leave over goes to those that had to be cut.
  const spare = total - parts.reduce((sum, { text }) => sum + byteLength(text), 0);
  const cutCount = parts.filter(({ cut }) => cut).length;
  const texts = parts.map(({ text, cut }, index) => {
    const block = shown[index];
    if (!cut || cutCount === parts.length || block === undefined) return text;
    return renderCommand(block.report, block.position, share + Math.floor(spare / cutCount)).text;
  });
  const hidden = blocks.length - shown.length;
  if (hidden > 0) texts.push(`_${hidden} more commands are left out to stay within GitHub's limit for a summary._\n`);
  return texts.join('\n');
}
