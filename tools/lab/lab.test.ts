// The homelab in network namespaces: every flow is as the policy says, and every planted fault is found.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { parseLock, resolve } from '@groundplan/model';
import { beforeAll, expect, it } from 'vitest';
import { describeReal, type Probe } from '../../packages/engine/test/real-checker.js';
import homelab from '../../topology/topology.js';
import { findTool } from '../real/run-tool.js';
import type { Result } from './experiment.js';
import { findLabTool, labTools } from './lab-tool.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'tools/dist/lab/main.js');

interface Report extends Result {
  readonly ok: boolean;
}

const generated = (name: string): string => {
  const lock = parseLock(readFileSync(join(root, 'topology/addresses.lock.json'), 'utf8'));
  const resolution = lock.ok ? resolve(homelab, lock.lock) : undefined;
  if (!resolution?.ok) throw new Error('The homelab does not resolve.');
  const files = generateSorted(resolution.topology, generators, { source: 'topology/topology.ts' });
  return files.find(({ path }) => path === `hosts/rpi4-1/generated/${name}`)?.text ?? '';
};

/** The report of a lab over the homelab, with one of its files replaced. */
function lab(args: readonly string[] = []): Report {
  const run = spawnSync(process.execPath, [program, '--json', ...args], { cwd: root, encoding: 'utf8' });
  if (run.stdout === '') throw new Error(run.stderr);
  const report = JSON.parse(run.stdout) as Report;
  expect(run.status).toBe(report.ok ? 0 : 1);
  return report;
}

function replaced(name: string, content: string): Report {
  const folder = mkdtempSync(join(tmpdir(), 'lab-test-'));
  try {
    writeFileSync(join(folder, 'file'), content);
    return lab(['--file', `${name}=${join(folder, 'file')}`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The generated ruleset, and commands that change it after it was loaded. */
const spoiled = (...commands: readonly string[]) =>
  replaced('nftables.nft', [generated('nftables.nft'), ...commands, ''].join('\n'));

/** Names the first program that is missing. */
const missing =
  labTools.find((tool) => !findLabTool(tool)) ?? (findTool('nix-instantiate') ? undefined : 'nix-instantiate');
const usable: Probe = missing ? [missing, '--version'] : ['unshare', '-Urnmpf', '--mount-proc', 'true'];

describeReal('the homelab in the lab', usable, () => {
  let report: Report;
  beforeAll(() => {
    report = lab();
  });

  it('lets pass what the policy allows, and nothing else', () => {
    expect(report.differences).toEqual([]);
    expect(report).toMatchObject({ ok: true, tried: true, stations: 11, forgeries: 10 });
    expect(report.flows).toBeGreaterThan(5000);
    expect(report.open).toBeGreaterThan(1000);
  });

  it('gives every phone its reserved address, and strangers one of the pool', () => {
    expect(report.leases).toEqual([
      ...['infra', 'iot', 'perso', 'pro'].map((network) => ({
        client: `${network} (any other)`,
        address: expect.stringMatching(/^10\.\d+\.0\.(1\d\d|200)$/),
        problems: [],
      })),
      { client: 'infra/phone-01', address: '10.10.0.50', problems: [] },
      { client: 'infra/phone-02', address: '10.10.0.51', problems: [] },
      { client: 'infra/phone-03', address: '10.10.0.52', problems: [] },
    ]);
  });
});

describeReal('the lab finds', usable, () => {
  it('one open port too many', () => {
    const extra = 'iifname "vlan30" ip daddr 10.10.0.11 tcp dport 22 accept';
    expect(spoiled(`insert rule inet groundplan forward ${extra}`).differences).toEqual([
      {
        flow: 'perso (any other) → infra/rpi4-2 (10.10.0.11) tcp/22',
        expected: 'closed',
        seen: 'open',
        by: 'default-deny',
      },
    ]);
  });

  it('one port that should be open', () => {
    const missing = 'iifname "vlan40" ip6 daddr fd74:938e:f429:10::12 tcp dport 1883 drop';
    expect(spoiled(`insert rule inet groundplan forward ${missing}`).differences).toEqual([
      {
        flow: 'iot (any other) → infra/rpi3a-ctl (fd74:938e:f429:10::12) tcp/1883',
        expected: 'open',
        seen: 'closed',
        by: 'policy[4]',
      },
    ]);
  });

  it('a router that forwards everything', () => {
    const { differences } = spoiled('insert rule inet groundplan forward accept');
    expect(differences.length).toBeGreaterThan(1000);
    expect(new Set(differences.map(({ seen }) => seen))).toEqual(new Set(['open']));
    expect(differences.map(({ flow }) => flow)).toContain('wan → infra/phone-01 (10.10.0.50) tcp/22');
  });

  it('a router that believes every sender', () => {
    const { differences } = spoiled('flush chain inet groundplan prerouting');
    expect(differences.map(({ by }) => by)).toEqual(differences.map(() => expect.stringMatching(/^sender forged/)));
    const forgers = new Set(differences.map(({ flow }) => flow.split(' as ')[0]));
    expect([...forgers].sort()).toEqual(['infra', 'iot', 'perso', 'pro'].map((network) => `${network} (any other)`));
  });

  it('inside addresses in the Internet', () => {
    const { differences } = spoiled('flush chain inet groundplan postrouting');
    expect(differences.map(({ seen }) => seen)).toContain('open, without masquerade from 10.10.0.50');
  });

  it('two reservations swapped', () => {
    const dhcp = generated('dhcp.nix');
    const swapped = dhcp.replace(/10\.10\.0\.5([01]),/g, (_, last) => `10.10.0.5${last === '0' ? 1 : 0},`);
    expect(swapped).not.toBe(dhcp);
    const { ok, tried, leases } = replaced('dhcp.nix', swapped);
    expect({ ok, tried }).toEqual({ ok: false, tried: false });
    expect(leases.filter(({ problems }) => problems.length > 0)).toEqual([
      { client: 'infra/phone-01', address: '10.10.0.51', problems: ['address 10.10.0.51 instead of 10.10.0.50'] },
      { client: 'infra/phone-02', address: '10.10.0.50', problems: ['address 10.10.0.50 instead of 10.10.0.51'] },
    ]);
  });

  it('a router that does not hear the DHCP clients', () => {
    const { tried, leases } = spoiled('insert rule inet groundplan input udp dport 67 drop');
    expect(tried).toBe(false);
    expect(new Set(leases.flatMap(({ problems }) => problems))).toEqual(new Set(['no DHCP server answered']));
  });
});

describeReal('the lab, killed', usable, () => {
  it('leaves no process and no namespace behind', async () => {
    const mark = `LAB_TEST=${process.pid}-${performance.now()}`;
    const before = namespaces();
    const child = startMarked(mark);
    await saysTrying(child);
    expect(marked(mark).length).toBeGreaterThan(11);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(() => marked(mark), { timeout: 10_000 }).toEqual([]);
    expect(namespaces()).toEqual(before);
  });
});

const namespaces = () => (existsSync('/run/netns') ? readdirSync('/run/netns') : []);

function startMarked(mark: string): ChildProcess {
  const [name = '', value] = mark.split('=');
  const env = { ...process.env, [name]: value };
  return spawn(process.execPath, [program], { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
}

function saysTrying({ stderr }: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let text = '';
    stderr?.on('data', (part) => {
      text += part;
      if (text.includes('trying')) done();
    });
    stderr?.on('close', () => fail(new Error(text)));
  });
}

/** The processes that have inherited a line of the environment. */
function marked(line: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && environment(pid).split('\0').includes(line));
}

function environment(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}
