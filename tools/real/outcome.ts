// What a check says about a folder, and how it is printed.

/** `undefined` from a check means that the folder has nothing for it. */
export interface Verdict {
  /** What was looked at, e.g. "5 files". */
  readonly detail: string;
  /** Empty when all is well. Each may have several lines. */
  readonly problems: readonly string[];
  /** Said, but no failure. */
  readonly notes?: readonly string[];
}

export interface Outcome extends Verdict {
  readonly check: string;
  readonly status: 'ok' | 'FAIL' | 'skip' | '-';
}

export function printOutcome({ check, status, detail, problems, notes = [] }: Outcome): string {
  const head = `${status.padEnd(4)}  ${check.padEnd(16)}  ${detail}`.trimEnd();
  return [head, ...problems.map((text) => indent(text, '- ')), ...notes.map((text) => indent(text, 'note: '))].join(
    '\n',
  );
}

const indent = (text: string, bullet: string) => `      ${bullet}${text.trimEnd().replaceAll('\n', '\n        ')}`;

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
