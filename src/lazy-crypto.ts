// Effect: Node's crypto module, loaded when it is first used: its 5 ms would delay the start of werf.

const crypto = () => process.getBuiltinModule('node:crypto');

/** A random UUID, version 4. */
export const randomUUID = (): string => crypto().randomUUID();

/** Random bytes from the system. */
export const randomBytes = (length: number): Uint8Array => crypto().randomBytes(length);
