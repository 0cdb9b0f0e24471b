// The homelab in the virtual machine: systemd-networkd, 802.1Q and every flow; and planted faults that only this lab can see.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeReal, type Probe } from '../../../packages/engine/test/real-checker.js';
import { findTool } from '../../real/run-tool.js';
import type { Result } from '../experiment.js';
import { findLabTool, labTools } from '../lab-tool.js';
import { findMachine } from './machine-tools.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = join(root, 'tools/dist/lab/main.js');

interface Report extends Result {
  readonly ok: boolean;
}

const generated = (name: string) => readFileSync(join(root, 'hosts/rpi4-1/generated', name), 'utf8');

/** The report of the virtual machine over the homelab, with some of the router's files replaced. */
function lab(files: { readonly [name: string]: string } = {}, args: readonly string[] = []): Report {
  const folder = mkdtempSync(join(tmpdir(), 'vm-test-'));
  try {
    const options = Object.entries(files).flatMap(([name, content], index) => {
      writeFileSync(join(folder, `${index}`), content);
      return ['--file', `${name}=${join(folder, `${index}`)}`];
    });
    const all = [program, '--vm', '--json', ...args, ...options];
    const run = spawnSync(process.execPath, all, { cwd: root, encoding: 'utf8' });
    if (run.stdout === '') throw new Error(run.stderr);
    const report = JSON.parse(run.stdout) as Report;
    expect(run.status).toBe(report.ok ? 0 : 1);
    return report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const missing =
  labTools.find((tool) => !findLabTool(tool)) ?? (findTool('nix-instantiate') ? undefined : 'nix-instantiate');
const machine = findMachine();
const absent = missing ?? (typeof machine === 'string' ? machine : undefined);
/** Opening the device shows whether taps can be made. */
const taps: Probe = ['unshare', '-Urn', 'ip', 'tuntap', 'add', 'dev', 'probe', 'mode', 'tap'];
const usable: Probe = absent ? [absent] : taps;

const minutes = 60_000;

describeReal('the homelab in the virtual machine', usable, () => {
  it(
    'lets pass what the policy allows, and nothing else, with leases over tagged trunks',
    () => {
      const report = lab();
      expect(report.problems).toEqual([]);
      expect(report.leases).toHaveLength(7);
      expect(report.leases.flatMap(({ problems }) => problems)).toEqual([]);
      expect(report.differences).toEqual([]);
      expect(report).toMatchObject({ ok: true, tried: true, stations: 11, forgeries: 10 });
      expect(report.flows).toBeGreaterThan(5000);
    },
    10 * minutes,
  );
});

describeReal('the virtual machine finds', usable, () => {
  it(
    'a VLAN with the number of another, where clients get no lease',
    () => {
      const network = generated('network.nix');
      const wrong = network.replace('vlanConfig.Id = 40', 'vlanConfig.Id = 41');
      expect(wrong).not.toBe(network);
      const { ok, tried, leases } = lab({ 'network.nix': wrong });
      expect({ ok, tried }).toEqual({ ok: false, tried: false });
      expect(leases.filter(({ problems }) => problems.length > 0)).toEqual([
        { client: 'iot (any other)', address: null, problems: ['no DHCP server answered'] },
      ]);
    },
    10 * minutes,
  );

  it(
    'two VLANs swapped, where clients get leases of the other network',
    () => {
      const swapped = generated('network.nix').replace(
        /(vlanConfig\.Id = )(30|40)/g,
        (_, key, id) => `${key}${id === '30' ? 40 : 30}`,
      );
      const { tried, leases } = lab({ 'network.nix': swapped });
      expect(tried).toBe(false);
      const wrong = leases.filter(({ problems }) => problems.length > 0);
      expect(wrong.map(({ client }) => client)).toEqual(['iot (any other)', 'perso (any other)']);
      expect(wrong[0]?.address).toMatch(/^10\.30\.0\./);
      expect(wrong[1]?.address).toMatch(/^10\.40\.0\./);
    },
    10 * minutes,
  );

  it(
    'an address that systemd-networkd does not set, and one open port too many',
    () => {
      const network = generated('network.nix').replace('"10.30.0.1/24"', '"10.30.0.9/24"');
      const rule = 'insert rule inet groundplan forward iifname "vlan30" ip daddr 10.10.0.11 tcp dport 22 accept';
      const ruleset = `${generated('nftables.nft')}${rule}\n`;
      const report = lab({ 'nftables.nft': ruleset }, ['--ports', '22']);
      expect(report.differences.map(({ flow }) => flow)).toEqual([
        'perso (any other) → infra/rpi4-2 (10.10.0.11) tcp/22',
      ]);
      const { problems } = lab({ 'network.nix': network });
      expect(problems[0]).toBe('rpi4-1: networkd has not set vlan30 10.30.0.1/24');
    },
    10 * minutes,
  );

  it(
    'two reservations swapped',
    () => {
      const swapped = generated('dhcp.nix').replace(/10\.10\.0\.5([01]),/g, (_, last) => `10.10.0.5${1 - last},`);
      const { leases } = lab({ 'dhcp.nix': swapped });
      expect(leases.filter(({ problems }) => problems.length > 0).map(({ address }) => address)).toEqual([
        '10.10.0.51',
        '10.10.0.50',
      ]);
    },
    10 * minutes,
  );
});
