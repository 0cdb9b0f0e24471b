// The fleet is what the bench says it is: valid, of the promised size, readable, and a change stays where it belongs.
import { type GeneratedFile, generateSorted } from '@groundplan/engine';
import { generators as registry } from '@groundplan/generators';
import { newLock, type ResolvedTopology, resolve } from '@groundplan/model';
import { describe, expect, it, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { exampleHost, fleet, type Racks } from './fleet.js';
import { benchGenerators } from './generators/index.js';

const size = 20;

describe('the fleet', () => {
  it.each([4, 20, 101, 250, 1000])('of %i hosts has nothing to complain about', (hosts) => {
    const result = resolve(fleet(hosts), newLock(1n));
    expect(result.findings).toEqual([]);
    expect(result.ok && Object.keys(result.topology.hosts).length).toBe(hosts);
  });

  it('leaves every address but the gateways to the lock', () => {
    const addresses = Object.values(resolved().hosts).flatMap((host) => Object.values(host.addresses));
    expect(addresses).toHaveLength(size - 1);
    expect(new Set(addresses.map(({ origin }) => origin))).toEqual(new Set(['locked']));
  });

  it('has about ten files a host, of about 1 KB', () => {
    const files = filesOf().filter(({ path }) => /^hosts\/.+\//.test(path));
    const perHost = Object.keys(resolved().hosts).map((host) => files.filter(({ path }) => path.includes(`/${host}/`)));
    for (const own of perHost) {
      expect(own.length).toBeGreaterThanOrEqual(9);
      expect(own.length).toBeLessThanOrEqual(16);
    }
    const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    expect(bytes / files.length).toBeGreaterThan(600);
    expect(bytes / files.length).toBeLessThan(1600);
  });
});

describe('what a changed label of one host touches', () => {
  const host = exampleHost(size);
  const before = new Map(filesOf().map((file) => [file.path, file.text]));
  const after = filesOf({ [host]: 'rack-two' });
  const changed = after.filter(({ path, text }) => before.get(path) !== text);

  test('no other file comes or goes', () => {
    expect(after.map(({ path }) => path)).toEqual([...before.keys()]);
  });

  test('the files of the host that say its labels, and the list of nodes on the servers', () => {
    const paths = changed.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(
        ['bench-node.yaml', 'bench-sheet.md', 'k3s.nix'].map((file) => `hosts/${host}/generated/${file}`),
      ),
    );
    const elsewhere = paths.filter((path) => path.startsWith('hosts/') && path.split('/')[1] !== host);
    expect(elsewhere.filter((path) => !path.endsWith('/generated/nodes.json'))).toEqual([]);
    expect(elsewhere).toHaveLength(3);
  });

  test('only files made from the entry that changed', () => {
    const entry = `clusters.site-0000.agents.${host}.labels.rack`;
    const others = changed.filter(({ from }) => !from.some((path) => entry === path || entry.startsWith(`${path}.`)));
    expect(others).toEqual([]);
  });
});

describe('every format of the bench is read by its own parser', () => {
  const files = filesOf().filter(({ by }) => by.startsWith('bench-'));
  const textsOf = (extension: string) => {
    const texts = files.filter(({ path }) => path.endsWith(extension)).map(({ text }) => text);
    expect(texts).toHaveLength(size);
    return texts;
  };

  test('YAML', () => {
    for (const text of textsOf('.yaml')) {
      const [document, ...others] = parseAllDocuments(text, { version: '1.1' });
      expect([others, document?.errors, document?.warnings]).toEqual([[], [], []]);
      expect(document?.toJS()).toMatchObject({ apiVersion: 'v1', kind: 'Node' });
    }
  });

  test('JSON', () => {
    for (const text of textsOf('.json')) expect(JSON.parse(text).jobs.length).toBeGreaterThan(0);
  });

  test('INI', () => {
    for (const text of textsOf('.ini')) {
      const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      expect(lines.filter((line) => /^\[\w+\]$/.test(line))).toEqual(['[Unit]', '[Service]', '[Timer]', '[Install]']);
      expect(lines.filter((line) => !/^(\[\w+\]|\w+=\S.*)$/.test(line))).toEqual([]);
    }
  });

  test('lines of nftables: braces that match, one statement each', () => {
    for (const text of textsOf('.nft')) {
      expect(text.split('{').length).toBe(text.split('}').length);
      const [, first, ...others] = text.trimEnd().split('\n');
      expect([first, others.at(-1)]).toEqual(['table inet host {', '}']);
    }
  });

  test('Markdown: every row of the table has its six columns', () => {
    for (const text of textsOf('.md')) {
      const rows = text.split('\n').filter((line) => line.startsWith('|'));
      expect(rows.length).toBeGreaterThan(2);
      expect(new Set(rows.map((row) => row.replaceAll('\\|', '').split('|').length))).toEqual(new Set([8]));
    }
  });
});

function resolved(racks: Racks = {}): ResolvedTopology {
  const result = resolve(fleet(size, racks), newLock(1n));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.topology;
}

function filesOf(racks: Racks = {}): GeneratedFile[] {
  return generateSorted(resolved(racks), [...registry, ...benchGenerators], { source: 'topology/topology.ts' });
}
