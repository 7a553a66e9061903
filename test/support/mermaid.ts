// Reads mermaid charts with mermaid itself, which wants a browser's window even to parse.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { Window } from 'happy-dom';

export interface Chart {
  readonly type: string;
  readonly tasks: readonly {
    readonly name: string;
    readonly section: string;
    readonly startMs: number;
    readonly endMs: number;
  }[];
}

interface Mermaid {
  parse(text: string): Promise<{ readonly diagramType: string }>;
  readonly mermaidAPI: { getDiagramFromText(text: string): Promise<{ readonly type: string; readonly db: unknown }> };
}

interface GanttTask {
  readonly task: string;
  readonly section: string;
  readonly startTime: Date;
  readonly endTime: Date;
}

/** What kind of diagram a text is. Throws where mermaid refuses it. */
export async function diagramType(text: string): Promise<string> {
  return (await mermaid().parse(text)).diagramType;
}

/** The tasks of a gantt chart. Throws where mermaid refuses it. */
export async function readChart(text: string): Promise<Chart> {
  await mermaid().parse(text);
  const diagram = await mermaid().mermaidAPI.getDiagramFromText(text);
  const database = diagram.db;
  if (!hasTasks(database)) throw new Error(`${diagram.type} has no tasks`);
  return {
    type: diagram.type,
    tasks: database.getTasks().map(({ task, section, startTime, endTime }) => ({
      name: task.trim(),
      section,
      startMs: startTime.getTime(),
      endMs: endTime.getTime(),
    })),
  };
}

/** Mermaid in one file: a script for a page, neither a module nor CommonJS, that leaves itself in a variable. */
function mermaid(): Mermaid {
  const page: typeof globalThis & { window?: Window; mermaid?: Mermaid } = globalThis;
  if (page.mermaid === undefined) {
    page.window = new Window();
    const file = createRequire(import.meta.url).resolve('@mermaid-js/tiny');
    new Script(readFileSync(file, 'utf8'), { filename: file }).runInThisContext();
  }
  if (page.mermaid === undefined) throw new Error('the script of mermaid left no mermaid');
  return page.mermaid;
}

function hasTasks(database: unknown): database is { getTasks(): readonly GanttTask[] } {
  return typeof database === 'object' && database !== null && 'getTasks' in database;
}
