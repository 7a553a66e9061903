// Pure: who gets what werf prints, besides the log.

/**
 * Gets each chunk of a stream of werf's, in order, as soon as it is there and whatever the log does. It must copy what it
 * keeps, because the chunk's memory is given back, and it must be quick, because werf waits while it runs.
 */
export type OutputSink = (chunk: Buffer) => void;

/**
 * One sink for many. One that throws gets nothing more: it may lose what it wanted to know, and disturbs neither werf nor
 * the others.
 */
export function toAll(sinks: readonly OutputSink[]): OutputSink {
  let sound = sinks;
  return (chunk) => {
    for (const sink of sound) {
      try {
        sink(chunk);
      } catch {
        sound = sound.filter((other) => other !== sink);
      }
    }
  };
}
