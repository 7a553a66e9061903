// Reads mermaid charts with mermaid itself, which wants a browser's window even to parse.
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

interface GanttTask {
  readonly task: string;
  readonly section: string;
  readonly startTime: Date;
  readonly endTime: Date;
}

/** What kind of diagram a text is. Throws where mermaid refuses it. */
export async function diagramType(text: string): Promise<string> {
  Object.assign(globalThis, { window: new Window() });
  const { default: mermaid } = await import('mermaid');
  return (await mermaid.parse(text)).diagramType;
}

/** The tasks of a gantt chart. Throws where mermaid refuses it. */
export async function readChart(text: string): Promise<Chart> {
  Object.assign(globalThis, { window: new Window() });
  const { default: mermaid } = await import('mermaid');
  await mermaid.parse(text);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  const database: unknown = diagram.db;
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

function hasTasks(database: unknown): database is { getTasks(): readonly GanttTask[] } {
  return typeof database === 'object' && database !== null && 'getTasks' in database;
}
