// The guides in docs/: links lead somewhere, examples resolve, commands exist, and no address of the site is typed by hand.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { findingCodes, newLock, parseLock, resolve } from '@groundplan/model';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { sites } from '../packages/generators/test/sites.js';
import homelab from '../topology/topology.js';
import { usage as labUsage } from './lab/options.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const guides = readdirSync(join(root, 'docs'))
  .filter((name) => name.endsWith('.md') && name !== 'benchmarks.md')
  .map((name) => `docs/${name}`);

/** What may stand in an example: RFC 5737, RFC 3849, and addresses that are the same everywhere. */
const examples = [
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '2001:db8::/32',
  '127.0.0.0/8',
  '0.0.0.0/0 ',
  '::1/128',
  'fe80::/10',
];

function addressesIn(text: string): string[] {
  const four = text.match(/(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.]*\d)/g) ?? [];
  const six = (text.match(/(?<![\w:])[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}(?![\w:])/gi) ?? []).filter((one) =>
    ipaddr.IPv6.isValid(one),
  );
  return [...four, ...six];
}

function isExample(text: string): boolean {
  const address = ipaddr.parse(text);
  return examples.some((prefix) => {
    const [base, length] = ipaddr.parseCIDR(prefix.trim());
    return length > 0 && base.kind() === address.kind() && address.match(base, length);
  });
}

/** Everything the resolved homelab, with its lock, calls an address. */
function siteAddresses(): string[] {
  const lock = parseLock(read('topology/addresses.lock.json'));
  const resolution = lock.ok ? resolve(homelab, lock.lock) : undefined;
  if (!resolution?.ok) throw new Error('The homelab does not resolve.');
  return addressesIn(JSON.stringify(resolution.topology));
}

const blocks = (guide: string, language: string) =>
  [...read(guide).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? '');

type Tree = { [key: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(base: unknown, over: unknown): unknown {
  if (!isTree(base) || !isTree(over)) return over;
  const all = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries([...all].map((key) => [key, key in over ? merged(base[key], over[key]) : base[key]]));
}

/** An example shows fields of a topology. */
const fieldsOf = (example: string) => new Function(`return {${example}}`)() as Tree;

const site = { name: 'example', domain: 'home.arpa', nameservers: ['203.0.113.53'], stateVersion: '25.11' };
/** The site that the first example of NETWORKING.md describes; the others add to it. */
const base = { site, ...fieldsOf(blocks('docs/NETWORKING.md', 'ts')[0] ?? '') };

const allExamples = guides.flatMap((guide) =>
  blocks(guide, 'ts').map((example, index) => ({ name: `${guide} ${index + 1}`, example })),
);

describe('the guides', () => {
  it('are those of networking and phones at least', () => {
    expect(guides).toEqual(expect.arrayContaining(['docs/NETWORKING.md', 'docs/PHONES.md']));
  });

  it.each(guides)('%s has no address but those for documentation', (guide) => {
    expect(addressesIn(read(guide)).filter((address) => !isExample(address))).toEqual([]);
  });

  it('would be caught with an address of the site', () => {
    const own = [...new Set(siteAddresses())];
    expect(own.length).toBeGreaterThan(20);
    const typed = own.filter((address) => !isExample(address));
    for (const address of ['10.10.0.10', '10.10.0.50']) expect(typed).toContain(address);
    expect(typed.some((address) => address.includes(':'))).toBe(true);
    const guide = read('docs/PHONES.md');
    for (const address of typed) {
      expect(guide).not.toContain(address);
      expect(
        addressesIn(`${guide}\nssh root@${address}, or https://${address}.`).filter((one) => !isExample(one)),
      ).not.toEqual([]);
    }
  });

  it.each(guides)('%s has links that lead somewhere', (guide) => {
    const text = read(guide);
    const anchors = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !link.startsWith('https://'));
    expect(links.length).toBeGreaterThan(0);
    const broken = links.filter((link) =>
      link.startsWith('#')
        ? !anchors.includes(link.slice(1))
        : !existsSync(join(root, dirname(guide), link.split('#')[0] ?? '')),
    );
    expect(broken).toEqual([]);
  });

  it.each(allExamples)('$name resolves without a finding', ({ example }) => {
    const result = resolve(merged(base, fieldsOf(example)), newLock(0x9a1e22b1c4n));
    expect(result.findings.map(({ code, at, message }) => `${code} ${at}: ${message}`)).toEqual([]);
  });

  it('NETWORKING.md says of every file of a native host what to do with it', () => {
    const paths = Object.values(sites).flatMap(({ topology }) =>
      generateSorted(topology, generators, { source: 'topology/topology.ts' }).map((file) => file.path),
    );
    const native = new Set(paths.flatMap((path) => /\/generated\/etc\/(.*)$/.exec(path)?.[1] ?? []));
    const section = /^## Native Linux hosts$([\s\S]*?)^## /m.exec(read('docs/NETWORKING.md'))?.[1] ?? '';
    const rows = [...section.matchAll(/^\| `([\w./]+)` /gm)].map(([, start = '']) => start);
    expect(native.size).toBeGreaterThan(30);
    expect([...native].filter((path) => !rows.some((start) => path.startsWith(start)))).toEqual([]);
    expect(rows.filter((start) => ![...native].some((path) => path.startsWith(start)))).toEqual([]);
  });

  it.each(guides)('%s names findings and options of the lab that exist', (guide) => {
    const text = read(guide);
    const lab = [...text.matchAll(/npm run lab --[^\n`]*/g)].flatMap(([line]) => line.match(/ --[a-z][a-z-]*/g) ?? []);
    expect(
      lab.map((option) => option.trim()).filter((option) => !['--help', ...labUsage.split(/\s/)].includes(option)),
    ).toEqual([]);
    const named = [...text.matchAll(/finding[^.`]*`([a-z]+(?:-[a-z]+)+)`|\(`([a-z]+(?:-[a-z]+)+)`\)/g)].map(
      ([, one, two]) => one ?? two ?? '',
    );
    expect(named.filter((code) => !(code in findingCodes))).toEqual([]);
  });
});
