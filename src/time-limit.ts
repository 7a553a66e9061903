// Effect: waiting for something, but not for ever.

/** What a promise resolves to, or undefined once the time is over or the signal comes. Whatever is under way goes on. */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal,
  promise: Promise<T>,
): Promise<T | undefined> {
  let stop = () => {};
  const over = new Promise<undefined>((resolve) => {
    const end = () => resolve(undefined);
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    };
  });
  return Promise.race([promise, over]).finally(stop);
}
