// Pure: guards for values of unknown content, which is what JSON and YAML give.

/** What an object of unknown content holds. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields, and neither null nor a list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a value; none where it has none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** A value that is a text; empty for any other. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What a list of unknown content holds; nothing of any other value. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
