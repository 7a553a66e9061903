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
