// Pins files: what has been promoted to an environment, one line per entry, read as untrusted text.
import type { HelmValues } from '../component/values.js';
import type { Finding } from '../finding.js';
import { byCodeUnit, shown } from '../names.js';
import { withSeverity } from '../report.js';
import { canonical, type Entries, entryOf, isEntry } from './entries.js';

/** By environment. One without an entry here has had nothing promoted to it. */
export type Pins = ReadonlyMap<string, Entries>;

export const noPins: Pins = new Map();

/** Of an environment, from the root of the repository. */
export function pinsPath(environment: string): string {
  return `topology/pins/${environment}.json`;
}

const note = 'What groundplan promote has brought here, one entry a line. Commit it; promote and rollback change it.';

/** Sorted, each line ending in a comma, so that two branches that promote different entries merge line by line. */
export function printPins(entries: Entries): string {
  const lines = [...entries]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([key, entry]) => `  ${JSON.stringify(key)}: ${escaped(canonical(entry))},`);
  return ['{', ...lines, `  "//": ${JSON.stringify(note)}`, '}', ''].join('\n');
}

/** Line separators of Unicode would end the line for some readers; JSON may escape them. */
const escaped = (json: string) => json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

export type ParsedPins =
  | { readonly ok: true; readonly entries: Entries }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Conflict markers of Git are skipped: both sides' lines count, and must agree where they name one entry. */
export function parsePins(text: string, environment: string): ParsedPins {
  const findings: Finding[] = [];
  const report = (message: string, fix: string) =>
    findings.push(withSeverity({ code: 'pins-invalid', at: '', message, fix }));
  const entries = new Map<string, HelmValues>();
  const lines = pinLines(text);
  if (!lines) report('The file is no JSON of one entry a line.', `Restore the file: ${restore(environment)}`);
  for (const [key, value] of lines ?? []) {
    const entry = entryOf(key);
    if (key === '//') continue;
    if (!entry || !isEntry(entry.kind, entry.name, value))
      report(
        `The line ${shown(key)} is no pin of a known form.`,
        `Remove it and promote again, or restore the file: ${restore(environment)}`,
      );
    else if (entries.has(key) && canonical(entries.get(key)) !== canonical(value))
      report(`The line ${shown(key)} stands twice with different values.`, 'Keep the one that was promoted last.');
    else entries.set(key, value);
  }
  return findings.length === 0 ? { ok: true, entries } : { ok: false, findings };
}

const restore = (environment: string) => `git checkout -- ${pinsPath(environment)}.`;

/** Key and value of each line; undefined when the text is not of the form. */
function pinLines(text: string): [string, unknown][] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => !/^(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/.test(line));
  const body = lines.map((line) => line.trim()).filter((line) => line !== '' && line !== '{' && line !== '}');
  try {
    return body.flatMap((line) => Object.entries(JSON.parse(`{${line.replace(/,$/, '')}}`) as object));
  } catch {
    return undefined;
  }
}
