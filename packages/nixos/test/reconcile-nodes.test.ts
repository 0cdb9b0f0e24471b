// reconcile-nodes brings labels and taints in step: the real script and jq against a cluster that is one JSON file.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { describeReal } from '../../engine/test/real-checker.js';
import { modulesFolder } from './composing.js';

const scratch = mkdtempSync(join(tmpdir(), 'reconcile-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const script = join(modulesFolder, 'modules/reconcile-nodes.sh');
const program = join(modulesFolder, 'modules/reconcile-nodes.jq');

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
  readonly timeAdded?: string;
}
interface Marks {
  readonly labels: { readonly [key: string]: string };
  readonly taints: readonly Taint[];
}
interface Node {
  readonly metadata: {
    readonly name: string;
    readonly resourceVersion: string;
    readonly labels: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly spec: { readonly taints?: readonly Taint[] };
}
type Wanted = { readonly [node: string]: Marks };

/** A stand-in for `k3s kubectl` over the file $STATE: get nodes, and patch with optimistic locking as the API server has it. */
const k3s = `#!/usr/bin/env node
const { readFileSync, writeFileSync, appendFileSync } = require('node:fs');
const [kubectl, verb, what, ...rest] = process.argv.slice(2);
const state = JSON.parse(readFileSync(process.env.STATE, 'utf8'));
if (kubectl !== 'kubectl') process.exit(64);
if (verb === 'get' && what === 'nodes' && rest.join(' ') === '--output json') {
  process.stdout.write(JSON.stringify(state));
} else if (verb === 'patch' && what === 'node' && rest[1] === '--type' && rest[2] === 'merge' && rest[3] === '--patch') {
  const node = state.items.find(({ metadata }) => metadata.name === rest[0]);
  const patch = JSON.parse(rest[4]);
  if (process.env.CONFLICT === rest[0]) node.metadata.resourceVersion = 'x';
  if (patch.metadata.resourceVersion !== node.metadata.resourceVersion) {
    console.error('the object has been modified');
    process.exit(1);
  }
  const merge = (a, b) => {
    for (const [key, value] of Object.entries(b)) {
      if (value === null) delete a[key];
      else if (typeof value === 'object' && !Array.isArray(value)) merge((a[key] ??= {}), value);
      else a[key] = value;
    }
  };
  merge(node, patch);
  node.metadata.resourceVersion += '1';
  writeFileSync(process.env.STATE, JSON.stringify(state));
  appendFileSync(process.env.LOG, rest[4] + '\\n');
} else process.exit(64);
`;
writeFileSync(join(scratch, 'k3s'), k3s);
chmodSync(join(scratch, 'k3s'), 0o755);
const state = join(scratch, 'state.json');
const wantedFile = join(scratch, 'nodes.json');
const log = join(scratch, 'log');

interface Run {
  readonly nodes: Map<string, Node>;
  /** Patches that the API server took. */
  readonly patches: readonly { readonly [key: string]: unknown }[];
  readonly code: number | null;
}

/** Runs the script as pkgs.writeShellApplication does. */
function reconcile(nodes: readonly Node[], wanted: Wanted, conflict = ''): Run {
  writeFileSync(state, JSON.stringify({ items: nodes }));
  writeFileSync(wantedFile, JSON.stringify({ '//': 'Generated from x', nodes: wanted }));
  writeFileSync(log, '');
  const env = { PATH: `${scratch}:${process.env.PATH}`, STATE: state, LOG: log, CONFLICT: conflict };
  const options = ['-o', 'errexit', '-o', 'nounset', '-o', 'pipefail'];
  const run = spawnSync('bash', [...options, script, wantedFile, program], { env, encoding: 'utf8' });
  if (/jq: error|unbound variable/.test(run.stderr)) throw new Error(run.stderr);
  const { items } = JSON.parse(readFileSync(state, 'utf8')) as { items: Node[] };
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return {
    nodes: new Map(items.map((node) => [node.metadata.name, node])),
    patches: lines.map((line) => JSON.parse(line)),
    code: run.status,
  };
}

/** What the program alone makes of a cluster: its nodes after their patches, and how many it patched. */
function step(nodes: readonly Node[], wanted: Wanted): { readonly after: Node[]; readonly patched: number } {
  writeFileSync(wantedFile, JSON.stringify({ nodes: wanted }));
  const argv = ['--compact-output', '--slurpfile', 'wanted', wantedFile, '--from-file', program];
  const run = spawnSync('jq', argv, { input: JSON.stringify({ items: nodes }), encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  const lines = run.stdout.split('\n').filter(Boolean);
  const patches = new Map(lines.map((line) => JSON.parse(line)).map(({ name, patch }) => [name, patch]));
  return {
    after: nodes.map((one) => merged(one, patches.get(one.metadata.name) ?? {}) as Node),
    patched: patches.size,
  };
}

/** JSON merge patch (RFC 7386). */
function merged(value: unknown, patch: object): object {
  const result: { [key: string]: unknown } = { ...(value as object) };
  for (const [key, part] of Object.entries(patch)) {
    if (part === null) delete result[key];
    else result[key] = typeof part === 'object' && !Array.isArray(part) ? merged(result[key], part) : part;
  }
  return result;
}

const node = (name: string, labels: Marks['labels'] = {}, taints?: readonly Taint[]): Node => ({
  metadata: { name, resourceVersion: '1', labels },
  spec: taints ? { taints } : {},
});
const notReady: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute', timeAdded: '2026-01-01T00:00:00Z' };
const phone: Taint = { key: 'device', value: 'phone', effect: 'NoSchedule' };

describeReal('reconcile-nodes', ['jq', '--version'], () => {
  it('passes ShellCheck', () => {
    const run = spawnSync('shellcheck', ['--shell=bash', '--exclude=SC2148', script], { encoding: 'utf8' });
    if (run.error === undefined) expect(run.stdout).toBe('');
  });

  it('labels and taints what is registered, and leaves alone what others set', () => {
    const { nodes, patches, code } = reconcile(
      [node('a', { 'kubernetes.io/arch': 'arm64', role: 'old' }, [notReady]), node('stranger', { role: 'x' })],
      { a: { labels: { role: 'infra', arch: '' }, taints: [phone] }, unregistered: { labels: { x: 'y' }, taints: [] } },
    );
    expect(code).toBe(0);
    expect(nodes.get('a')?.metadata.labels).toEqual({ 'kubernetes.io/arch': 'arm64', role: 'infra', arch: '' });
    expect(nodes.get('a')?.spec.taints).toEqual([notReady, phone]);
    expect(nodes.get('stranger')).toEqual(node('stranger', { role: 'x' }));
    expect(patches).toHaveLength(1);
  });

  it('takes away what it set itself once the topology no longer has it', () => {
    const first = reconcile([node('a', { mine: '1' }, [notReady])], {
      a: { labels: { role: 'infra' }, taints: [phone] },
    });
    const second = reconcile([...first.nodes.values()], { a: { labels: {}, taints: [] } });
    expect(second.nodes.get('a')?.metadata.labels).toEqual({ mine: '1' });
    expect(second.nodes.get('a')?.spec.taints).toEqual([notReady]);
  });

  it('replaces a taint whose value changed', () => {
    const first = reconcile([node('a')], { a: { labels: {}, taints: [phone] } });
    const second = reconcile([...first.nodes.values()], { a: { labels: {}, taints: [{ ...phone, value: 'tablet' }] } });
    expect(second.nodes.get('a')?.spec.taints).toEqual([{ ...phone, value: 'tablet' }]);
  });

  it('goes on after a node that changed in between, and fails so that it runs again', () => {
    const { nodes, code } = reconcile(
      [node('a'), node('b')],
      { a: { labels: { role: 'x' }, taints: [] }, b: { labels: { role: 'x' }, taints: [] } },
      'a',
    );
    expect(code).toBe(1);
    expect(nodes.get('a')?.metadata.labels).toEqual({});
    expect(nodes.get('b')?.metadata.labels).toEqual({ role: 'x' });
  });

  it('ends with what is wanted and what is foreign, and then has nothing to do, whatever there was', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'example.org/d');
    const labels = fc.dictionary(names, fc.constantFrom('', 'x', 'y'));
    const taint = fc.record(
      { key: names, value: fc.constantFrom('x', 'y'), effect: fc.constantFrom('NoSchedule', 'NoExecute') },
      { requiredKeys: ['key', 'effect'] },
    ) as fc.Arbitrary<Taint>;
    const taints = fc.uniqueArray(taint, { selector: ({ key, effect }) => `${key} ${effect}`, maxLength: 3 });
    const marks = fc.record({ labels, taints });
    const nodes = fc.array(fc.record({ had: marks, before: marks, wanted: marks }), { minLength: 50, maxLength: 200 });
    const id = ({ key, effect }: Taint) => `${key} ${effect}`;
    const sorted = (list: readonly Taint[] = []) => list.map((one) => JSON.stringify(ordered(one))).sort();
    fc.assert(
      fc.property(nodes, (cases) => {
        const all = (pick: 'before' | 'wanted') => Object.fromEntries(cases.map((one, n) => [`n${n}`, one[pick]]));
        const start = cases.map(({ had }, n) => node(`n${n}`, had.labels, had.taints));
        const { after } = step(step(start, all('before')).after, all('wanted'));
        cases.forEach(({ had, before, wanted }, n) => {
          const foreign = Object.entries(had.labels).filter(([key]) => !(key in before.labels));
          expect(after[n]?.metadata.labels).toEqual({ ...Object.fromEntries(foreign), ...wanted.labels });
          const ours = new Set([...before.taints, ...wanted.taints].map(id));
          const others = had.taints.filter((one) => !ours.has(id(one)));
          expect(sorted(after[n]?.spec.taints)).toEqual(sorted([...others, ...wanted.taints]));
        });
        expect(step(after, all('wanted')).patched).toBe(0);
      }),
      { numRuns: 10 },
    );
  });
});

const ordered = ({ key, value, effect }: Taint) => ({ key, value, effect });

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

describe.runIf(hasKubectl)('kubectl', () => {
  it('merges the patch as the stand-in does', () => {
    const before = { apiVersion: 'v1', kind: 'Node', ...node('a', { old: '1', keep: '2' }, [notReady]) };
    const first = reconcile([before], { a: { labels: { role: 'x' }, taints: [phone] } });
    writeFileSync(join(scratch, 'node.json'), JSON.stringify(before));
    const run = spawnSync(
      'kubectl',
      [
        'patch',
        '--local',
        '-f',
        join(scratch, 'node.json'),
        '--type',
        'merge',
        '-p',
        JSON.stringify(first.patches[0]),
        '-o',
        'json',
      ],
      { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: scratch } },
    );
    const { metadata, spec } = JSON.parse(run.stdout) as Node;
    expect(metadata.labels).toEqual(first.nodes.get('a')?.metadata.labels);
    expect(metadata.annotations).toEqual(first.nodes.get('a')?.metadata.annotations);
    expect(spec).toEqual(first.nodes.get('a')?.spec);
  });
});
