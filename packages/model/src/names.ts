// Names: what may be one, what stands for what, and the nearest known name to a misspelt one.

/** An RFC 1123 label that starts with a letter: fit for folders, DNS, Kubernetes and systemd alike. */
export const namePattern = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

export const nameRule =
  'Use 1 to 63 lowercase letters, digits and hyphens, starting with a letter and not ending with a hyphen.';

/** Zones of the policy, and words with a meaning of their own in DNS or in the folder layout. */
const reservedWords = ['any', 'router', 'vpn', 'wan', 'localhost', 'generated'];

/** Names that Windows keeps for devices: a checkout there could not hold such a folder. */
const windowsDevices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

export function isReservedName(name: string): boolean {
  return reservedWords.includes(name) || windowsDevices.test(name);
}

/** A value as it may be shown in a message: quoted, control characters escaped, long text cut. */
export function shown(value: string): string {
  const quoted = JSON.stringify(value).replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, escapeCode);
  return quoted.length > 72 ? `${quoted.slice(0, 68)}…"` : quoted;
}

const escapeCode = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The known name nearest to `wrong`, or undefined when none is near enough to be meant. */
export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(wrong.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    if (Math.abs(name.length - wrong.length) > limit) continue;
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
    if (distance <= limit && (!best || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** `Did you mean infra?`, or the list of what there is when nothing is near. */
export function suggestion(wrong: string, known: readonly string[]): string {
  const near = nearest(wrong, known);
  if (near) return `Did you mean ${near}?`;
  if (known.length === 0) return 'None is declared.';
  const listed = [...known].sort(byCodeUnit).slice(0, 8);
  return `Known are ${listed.join(', ')}${known.length > 8 ? ', …' : ''}.`;
}

/** Sorts the same in every locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The own keys of a record, sorted. */
export function sortedKeys<K extends string>(record: { readonly [P in K]?: unknown } | undefined): K[] {
  return (Object.keys(record ?? {}) as K[]).sort(byCodeUnit);
}

/** A record with sorted keys, made from a list. */
export function recordOf<T>(entries: Iterable<readonly [string, T]>): { [name: string]: T } {
  return Object.fromEntries([...entries].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** A record's own entry; never what it inherits. */
export function own<T>(record: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
