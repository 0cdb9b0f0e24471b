// Real Nix reads every generated file, and reads back the texts that try to break out of it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSorted } from '@groundplan/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generators } from '../src/index.js';
import { nasty } from './everything.js';
import { sites } from './sites.js';

const hasNix = spawnSync('nix-instantiate', ['--version']).status === 0;
const scratch = mkdtempSync(join(tmpdir(), 'nix-'));

/** Evaluates an expression with nothing but its text and files. */
function evaluate(expression: string): unknown {
  const output = execFileSync(
    'nix-instantiate',
    ['--store', 'dummy://', '--eval', '--strict', '--json', '--expr', expression],
    { encoding: 'utf8' },
  );
  return JSON.parse(output);
}

describe.runIf(hasNix || process.env.REQUIRE_REAL === '1')('real Nix', () => {
  const files = Object.entries(sites).flatMap(([name, site]) =>
    generateSorted(site.topology, generators, { source: 'topology/topology.ts' }).map((file) => ({
      ...file,
      on: join(scratch, name, file.path),
    })),
  );
  const nixFiles = files.filter((file) => file.path.endsWith('.nix'));

  beforeAll(() => {
    for (const file of files) {
      mkdirSync(dirname(file.on), { recursive: true });
      writeFileSync(file.on, file.text);
    }
  });
  afterAll(() => rmSync(scratch, { recursive: true }));

  it('parses every file', () => {
    execFileSync('nix-instantiate', ['--store', 'dummy://', '--parse', ...nixFiles.map((file) => file.on)], {
      stdio: 'pipe',
    });
  });

  it('refuses a broken one', () => {
    const broken = join(scratch, 'broken.nix');
    writeFileSync(broken, `${nixFiles[0]?.text.replace('}', '')}`);
    expect(() =>
      execFileSync('nix-instantiate', ['--store', 'dummy://', '--parse', broken], { stdio: 'pipe' }),
    ).toThrow('syntax error');
  });

  it('evaluates every data module to plain values, and every module names its origin', () => {
    const modules = nixFiles.filter((file) => file.path.includes('/generated/'));
    const values = evaluate(
      `map (file: removeAttrs (import file) [ "imports" ]) [ ${modules.map((file) => file.on).join(' ')} ]`,
    ) as { _file: string }[];
    expect(values).toHaveLength(modules.length);
    for (const [index, value] of values.entries())
      expect(value._file).toBe(`topology/topology.ts#${originOf(modules[index]?.path ?? '')}`);
  });

  it('imports just the modules that are there', () => {
    for (const file of nixFiles.filter(({ path }) => path.endsWith('/generated/default.nix'))) {
      const imported = evaluate(
        `map (path: baseNameOf (toString path)) (import ${file.on}).imports or [ ]`,
      ) as string[];
      const folder = dirname(file.on);
      expect(imported).toEqual(
        files
          .filter((other) => dirname(other.on) === folder && other.on !== file.on && other.path.endsWith('.nix'))
          .map((other) => other.on.slice(folder.length + 1)),
      );
    }
  });

  it('reads back an SSID that tries to break out', () => {
    const networks = evaluate(
      `(import ${join(scratch, 'everything/hosts/kiosk/generated/network.nix')}).networking.wireless.networks`,
    );
    expect(networks).toEqual({ 'Café "${x}" \'\' \\': { pskRaw: 'ext:cafe-psk' } });
  });

  it('reads back descriptions through the index', () => {
    const index = evaluate(`builtins.fromJSON (builtins.readFile ${join(scratch, 'everything/hosts/index.json')})`) as {
      hosts: { edge: { description: string } };
    };
    expect(index.hosts.edge.description).toBe(nasty);
  });
});

/** home/laptop/… → homes.laptop */
const originOf = (path: string) =>
  path
    .replace(/^home\//, 'homes/')
    .split('/')
    .slice(0, 2)
    .join('.');

it('keeps the page of addresses a page: no text adds a row or a heading', () => {
  const harmless = JSON.parse(
    JSON.stringify(sites.everything?.topology, (_, value) => (value === nasty ? 'x' : value)),
  );
  const rows = (topology: unknown) =>
    generateSorted(topology as never, generators, { source: 't' })
      .find((file) => file.path.endsWith('addressing.md'))
      ?.text.split('\n')
      .filter((line) => line.startsWith('|') || line.startsWith('#')).length;
  expect(rows(sites.everything?.topology)).toBe(rows(harmless));
  expect(rows(harmless)).toBeGreaterThan(20);
});
