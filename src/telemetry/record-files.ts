// Pure: where telemetry's files are in the step's private folder.

/** The spool. */
export const spoolIn = (folder: string): string => `${folder}/telemetry.jsonl`;
/** The notes of commands that were about to start. */
export const startNotesIn = (folder: string): string => `${folder}/begun.jsonl`;
