// Pure: action.yml -> the README's tables of inputs and outputs.
import { parse } from 'yaml';
import { table } from './generated.ts';

export interface ActionMetadata {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** Reads the text of action.yml. */
export function readAction(text: string): ActionMetadata {
  return parse(text);
}

/** The inputs with their defaults, in the order of action.yml. */
export function inputsTable({ inputs }: ActionMetadata): string {
  const rows = Object.entries(inputs).map(([name, { description, default: value = '' }]) => [
    `\`${name}\``,
    value === '' ? '' : `\`${value}\``,
    description,
  ]);
  return table(['Input', 'Default', 'Meaning'], rows);
}

/** The outputs, in the order of action.yml. */
export function outputsTable({ outputs }: ActionMetadata): string {
  return table(
    ['Output', 'Meaning'],
    Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]),
  );
}
