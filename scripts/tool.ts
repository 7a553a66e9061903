// Prints the path of a program of others, for scripts in a shell: `npm run --silent tool -- actionlint`.
import { TOOL_NAMES, tool } from './tools.ts';

const name = TOOL_NAMES.find((known) => known === process.argv[2]);
if (name === undefined) throw new Error(`Name one of ${TOOL_NAMES.join(', ')}.`);
try {
  console.log(await tool(name));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
