// The address lock: which machine has which address, kept so that nobody is renumbered by somebody else's change.
import { parseIpv4 } from './address/ipv4.js';
import { formatIpv6Prefix, isUniqueLocal, parseIpv6Prefix } from './address/ipv6.js';
import type { Finding } from './finding.js';
import { byCodeUnit, namePattern, shown } from './names.js';
import { withSeverity } from './report.js';

export interface LockEntry {
  readonly ipv4: string;
  /** The machine is gone; its address is not given to another one as long as others are free. */
  readonly quarantined: boolean;
}

export interface AddressLock {
  /** The site's unique local /48. */
  readonly ula: string;
  /** Keyed network/machine. */
  readonly entries: ReadonlyMap<string, LockEntry>;
}

const note =
  'Addresses that Groundplan has given out, kept so that no change renumbers another machine. Commit it. Remove a quarantined line to free its address.';

export function lockKey(network: string, machine: string): string {
  return `${network}/${machine}`;
}

/** The unique local /48 of a 40-bit random global id (RFC 4193, section 3.2.2). */
export function ulaFromGlobalId(globalId: bigint): string {
  return formatIpv6Prefix({ first: ((0xfdn << 40n) | (globalId & 0xffffffffffn)) << 80n, length: 48 });
}

export function newLock(globalId: bigint): AddressLock {
  return { ula: ulaFromGlobalId(globalId), entries: new Map() };
}

/** One line per entry, each ending in a comma, so that two branches that add hosts merge line by line. */
export function printLock(lock: AddressLock): string {
  const lines = [...lock.entries]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([key, entry]) => `  ${JSON.stringify(key)}: ${printEntry(entry)},`);
  return ['{', `  "ula": ${JSON.stringify(lock.ula)},`, ...lines, `  "//": ${JSON.stringify(note)}`, '}', ''].join(
    '\n',
  );
}

function printEntry(entry: LockEntry): string {
  const quarantined = entry.quarantined ? ', "quarantined": true' : '';
  return `{ "ipv4": ${JSON.stringify(entry.ipv4)}${quarantined} }`;
}

export type ParsedLock =
  | { readonly ok: true; readonly lock: AddressLock }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Reads a lock as untrusted text. Conflict markers of Git are skipped: both sides' lines count. */
export function parseLock(text: string): ParsedLock {
  const findings: Finding[] = [];
  const report = (message: string, fix: string) =>
    findings.push(withSeverity({ code: 'lock-invalid', at: '', message, fix }));
  const lines = lockLines(text);
  const entries = new Map<string, LockEntry>();
  let ula: string | undefined;
  for (const [key, value] of lines ?? []) {
    if (key === '//') continue;
    if (key === 'ula' && isUla(value) && (ula === undefined || ula === value)) ula = value;
    else if (isEntry(key, value) && !contradicts(entries.get(key), value))
      entries.set(key, { ipv4: value.ipv4, quarantined: value.quarantined === true });
    else
      report(
        `The lock's line ${shown(key)} is not valid, or stands twice with different values.`,
        'Restore the line from Git, or remove the wrong one.',
      );
  }
  if (!lines) report('The address lock is no JSON.', 'Restore it: git checkout -- topology/addresses.lock.json.');
  else if (ula === undefined)
    report('The address lock has no valid "ula" line.', 'Restore it: git checkout -- topology/addresses.lock.json.');
  return findings.length === 0 && ula !== undefined ? { ok: true, lock: { ula, entries } } : { ok: false, findings };
}

/** Key and value of each line; undefined when the text is not of the lock's form. */
function lockLines(text: string): [string, unknown][] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => !/^(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/.test(line));
  const body = lines.map((line) => line.trim()).filter((line) => line !== '' && line !== '{' && line !== '}');
  try {
    return body.map(
      (line) => Object.entries(JSON.parse(`{${line.replace(/,$/, '')}}`) as object)[0] as [string, unknown],
    );
  } catch {
    return undefined;
  }
}

function isUla(value: unknown): value is string {
  const prefix = typeof value === 'string' ? parseIpv6Prefix(value) : undefined;
  return prefix !== undefined && prefix.length === 48 && isUniqueLocal(prefix);
}

function isEntry(key: string, value: unknown): value is { ipv4: string; quarantined?: boolean } {
  const [network, machine, ...rest] = key.split('/');
  if (!network || !machine || rest.length > 0 || !namePattern.test(network) || !namePattern.test(machine)) return false;
  const entry = value as { ipv4?: unknown } | null;
  return typeof entry === 'object' && typeof entry?.ipv4 === 'string' && parseIpv4(entry.ipv4) !== undefined;
}

/** Two lines for one machine agree when their addresses do. */
function contradicts(known: LockEntry | undefined, value: { ipv4: string }): boolean {
  return known !== undefined && known.ipv4 !== value.ipv4;
}
