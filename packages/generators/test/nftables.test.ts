// Real nft accepts the ruleset of every site: a thousand random ones, and a broken one is refused.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSorted } from '@groundplan/engine';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../engine/test/real-checker.js';
import { nftables } from '../src/nftables/index.js';
import { anySite, resolveForwarding } from './random-sites.js';
import { sites } from './sites.js';

const scratch = mkdtempSync(join(tmpdir(), 'nft-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** An unprivileged user may send the kernel short batches only, so only root checks many rulesets, and long ones, at once. */
const isRoot = process.getuid?.() === 0;
const batch = isRoot ? 10 : 1;
const longestForUsers = 150_000;

/** The table of offloaded flows and its use: some kernels are built without it (CONFIG_NF_FLOW_TABLE). */
const flowtable =
  /^ *flowtable fastpath \{\n *hook ingress priority filter\n *\}\n|^ *ct state established .* flow add @fastpath\n/gm;
const knowsFlows =
  nftSays('table inet probe {\n  flowtable fastpath {\n    hook ingress priority filter\n  }\n}\n') === '';

/** What nft says of a ruleset, in a network namespace of its own; empty when it accepts it. */
function refusal(ruleset: string): string {
  return nftSays(knowsFlows ? ruleset : ruleset.replace(flowtable, ''));
}

function nftSays(ruleset: string): string {
  const file = join(scratch, 'ruleset.nft');
  writeFileSync(file, ruleset);
  const { status, stderr } = spawnSync('unshare', [isRoot ? '-n' : '-rn', 'nft', '--check', '--file', file], {
    encoding: 'utf8',
  });
  return status === 0 ? '' : stderr || `exit ${status}`;
}

function rulesetsOf(input: object): string {
  const result = resolveForwarding(input);
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 2));
  const files = generateSorted(result.topology, [nftables], { source: 'topology/topology.ts' });
  return files
    .filter((file) => file.path.endsWith('.nft'))
    .map((file) => file.text)
    .join('');
}

describeReal('real nft', ['unshare', '-rn', 'nft', '--version'], () => {
  it('is given every kind of rule by the random sites', () => {
    const all = fc.sample(anySite, { numRuns: 50, seed: 20 }).map(rulesetsOf).join('');
    for (const kind of ['dnat ip to', ' map { ', 'ct status dnat', '== ::', 'iifname "wg0"', 'vpn-to-', 'flow add'])
      expect(all).toContain(kind);
  });

  it('accepts the rulesets of a thousand random sites', () => {
    const all = fc.sample(anySite, { numRuns: 1000, seed: 20 }).map(rulesetsOf);
    const checked = isRoot ? all : all.filter((text) => text.length < longestForUsers);
    // Each ruleset replaces the one before, so that one process can check several.
    for (let start = 0; start < checked.length; start += batch) {
      expect(refusal(checked.slice(start, start + batch).join('')), `site ${start} of seed 20`).toBe('');
    }
    expect(checked.length).toBeGreaterThan(500);
  });

  it.each(Object.entries(sites))('accepts those of the site %s', (_, { topology }) => {
    for (const file of generateSorted(topology, [nftables], { source: 't' }).filter(({ path }) =>
      path.endsWith('.nft'),
    )) {
      expect(refusal(file.text), file.path).toBe('');
    }
  });

  it.each([
    ['a jump to a chain that is not there', /jump refused/, 'jump nowhere'],
    ['a port that is none', /tcp dport \{ 22, 6443 \}/, 'tcp dport { 22, 70000 }'],
    ['an address that is none', /10\.10\.0\.0\/24/, '10.10.0.0/33'],
    ['a missing brace', /\}\n$/, '\n'],
  ])('refuses %s', (_, before, after) => {
    const files = generateSorted(sites.homelab?.topology as never, [nftables], { source: 't' });
    const text = files.find((file) => file.path === 'hosts/rpi4-1/generated/nftables.nft')?.text ?? '';
    expect(text).toMatch(before);
    expect(refusal(text.replace(before, after))).not.toBe('');
  });
});
