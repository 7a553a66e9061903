// Pure: a line of werf's output as a terminal shows it.

// Every control character but the tab.
const CONTROL = /[^\P{Cc}\t]/gu;

/** What a terminal would show of a line without colours: nothing of what a carriage return takes back, and no control character. */
export function terminalLine(line: string): string {
  const text = line.trimEnd();
  return text.slice(text.lastIndexOf('\r') + 1).replace(CONTROL, '');
}
