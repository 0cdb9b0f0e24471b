// The answer to an explain question, and how it prints.

export interface Origin {
  /** The path in topology.ts. */
  readonly at: string;
  /** file:line:column. */
  readonly location: string;
  /** The source line, trimmed; absent where topology.ts says nothing and a default or derived value holds. */
  readonly source?: string;
}

export interface Explained {
  readonly what: string;
  /** What it is, in one sentence. */
  readonly summary: string;
  /** Name and value, in order. */
  readonly facts: readonly (readonly [string, string])[];
  readonly origins: readonly Origin[];
  /** Generated files, with the line where one is meant. */
  readonly usedBy: readonly string[];
}

const shownAtMost = 30;

export function printExplained({ what, summary, facts, origins, usedBy }: Explained): string {
  const width = Math.max(8, ...facts.map(([name]) => name.length)) + 2;
  const row = (name: string, value: string) => `  ${name.padEnd(width)}${value}\n`;
  const rows = (name: string, values: readonly string[]) =>
    values.map((value, index) => row(index === 0 ? name : '', value)).join('');
  const used =
    usedBy.length > shownAtMost
      ? [...usedBy.slice(0, shownAtMost), `… and ${usedBy.length - shownAtMost} more`]
      : usedBy;
  return [
    `${what}  ${summary}\n`,
    ...facts.map(([name, value]) => row(name, value)),
    rows('from', origins.map(originText)),
    rows('used by', used),
  ].join('');
}

function originText({ at, location, source }: Origin): string {
  return `${at}  ${location}${source === undefined ? '  (not written there: the default, or derived)' : `  ${source}`}`;
}
