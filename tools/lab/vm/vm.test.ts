// The homelab in the virtual machine: systemd-networkd, 802.1Q and every flow; and planted faults that only this lab can see.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeReal, type Probe } from '../../../packages/engine/test/real-checker.js';
import { platform } from '../../../packages/generators/test/everything-platform.js';
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
      expect(report.names.problems).toEqual([]);
      expect(report.names.asked).toBeGreaterThan(100);
      expect(report.flows).toBeGreaterThan(5000);
    },
    20 * minutes,
  );
});

describeReal('the virtual machine finds', usable, () => {
  it(
    'two VLANs swapped, where clients get leases of the other network, and two reservations swapped',
    () => {
      const network = generated('network.nix').replace(
        /(vlanConfig\.Id = )(30|40)/g,
        (_, key, id) => `${key}${id === '30' ? 40 : 30}`,
      );
      const dhcp = generated('dhcp.nix').replace(/10\.10\.0\.5([01]),/g, (_, last) => `10.10.0.5${1 - last},`);
      const { ok, tried, leases } = lab({ 'network.nix': network, 'dhcp.nix': dhcp });
      expect({ ok, tried }).toEqual({ ok: false, tried: false });
      const wrong = leases.filter(({ problems }) => problems.length > 0);
      expect(Object.fromEntries(wrong.map(({ client, address }) => [client, address]))).toEqual({
        'iot (any other)': expect.stringMatching(/^10\.30\.0\./),
        'perso (any other)': expect.stringMatching(/^10\.40\.0\./),
        'infra/phone-01': '10.10.0.51',
        'infra/phone-02': '10.10.0.50',
      });
    },
    20 * minutes,
  );

  it(
    'a VLAN that the trunk does not carry, and an address that systemd-networkd does not set',
    () => {
      const network = generated('network.nix')
        .replace('vlanConfig.Id = 40', 'vlanConfig.Id = 41')
        .replace('"10.30.0.1/24"', '"10.30.0.9/24"');
      const { ok, tried, problems, leases } = lab({ 'network.nix': network });
      expect({ ok, tried }).toEqual({ ok: false, tried: false });
      expect(problems[0]).toBe('rpi4-1: networkd has not set vlan30 10.30.0.1/24');
      expect(leases.find(({ client }) => client.startsWith('iot'))?.problems).toEqual(['no DHCP server answered']);
      expect(leases.find(({ client }) => client.startsWith('pro'))?.problems).toEqual([]);
    },
    20 * minutes,
  );

  it(
    'one open port too many',
    () => {
      const rule = 'insert rule inet groundplan forward iifname "vlan30" ip daddr 10.10.0.11 tcp dport 22 accept';
      const { differences } = lab({ 'nftables.nft': `${generated('nftables.nft')}${rule}\n` }, ['--ports', '22']);
      expect(differences.map(({ flow, seen }) => `${flow} ${seen}`)).toEqual([
        'perso (any other) → infra/rpi4-2 (10.10.0.11) tcp/22 open',
      ]);
    },
    20 * minutes,
  );
});

describeReal('a site with bridges, bonds, tagged uplinks and flow offload in the virtual machine', usable, () => {
  const folder = mkdtempSync(join(tmpdir(), 'vm-site-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'topology/topology.ts');
  const source = readFileSync(join(root, 'packages/generators/test/everything.ts'), 'utf8');

  beforeAll(() => {
    mkdirSync(join(folder, 'topology'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    // The project needs the topology alone; its lock is made anew.
    writeFileSync(
      file,
      source
        .replace(/^import .*@groundplan\/model.*$/m, "import { defineTopology } from '@groundplan/model';")
        .replace(/^export const lock.*$/m, ''),
    );
    cpSync(
      join(root, 'packages/generators/test/everything-platform.ts'),
      join(folder, 'topology/everything-platform.ts'),
    );
    for (const { manifests } of Object.values(platform('').apps)) {
      mkdirSync(join(folder, manifests), { recursive: true });
      writeFileSync(join(folder, manifests, 'kustomization.yaml'), 'resources: []\n');
    }
    const generate = ['packages/cli/bin/groundplan.js', 'generate', '--root', folder, '--topology', file];
    expect(spawnSync(process.execPath, generate, { cwd: root }).status).toBe(0);
  });

  it(
    'is reached as its policy says on all its ports',
    () => {
      const report = lab({}, ['--ports', '443,2222,9000,27015', file]);
      expect([...report.problems, ...report.names.problems, ...report.differences]).toEqual([]);
      expect(report).toMatchObject({ ok: true, tried: true });
      expect(report.open).toBeGreaterThan(500);
    },
    20 * minutes,
  );

  it(
    'would be noticed: one access port of a bridge whose untagged frames are of another network',
    () => {
      const unit = 'etc/systemd/network/10-enp2s0.network';
      const right = readFileSync(join(folder, 'hosts/gate/generated', unit), 'utf8');
      expect(right).toContain('\nPVID=110\n');
      const report = lab({ [unit]: right.replace('PVID=110', 'PVID=61') }, ['--ports', '443', file]);
      expect(report).toMatchObject({ ok: false, problems: [] });
      const cut = 'cctv (any other 2)';
      const ends = report.differences.map(({ flow, seen }) => `${seen} ${flow}`);
      expect(ends.length).toBeGreaterThan(0);
      expect(ends.filter((text) => !text.startsWith('closed ') || !text.includes(cut))).toEqual([]);
      expect(ends).toContain('closed gate → cctv (any other 2) (10.110.0.253) tcp/443');
    },
    20 * minutes,
  );
});
