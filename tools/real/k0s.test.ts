// k0s settings of every site pass k0s' own definition, rules and flags; each planted fault is refused.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { afterAll, describe, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { sites } from '../../packages/generators/test/sites.js';
import { checkFolder } from './check-folder.js';
import { copyModules } from './hand-written-modules.js';
import { commandProblems, k0sConfigProblems } from './k0s.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'k0s-')));
afterAll(() => rmSync(root, { recursive: true }));
copyModules(root);
const files = generateSorted(sites.k0s?.topology as never, generators, { source: 't' });
for (const { path, text } of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? '';
const outcome = async (folder: string, name: string) =>
  (await checkFolder(root, folder, { requireReal: false })).find(({ check }) => check === name);

/** The good text with a fault in it; the fault must change something. */
function corrupted(text: string, from: string | RegExp, to: string): string {
  const bad = text.replace(from, to);
  expect(bad).not.toBe(text);
  return bad;
}

describe('k0s.yaml', () => {
  const good = textOf('hosts/ctl3/generated/etc/k0s/k0s.yaml');

  it.each(['ctl3', 'mesh1'])('of %s is right', (host) => {
    expect(k0sConfigProblems(textOf(`hosts/${host}/generated/etc/k0s/k0s.yaml`))).toEqual([]);
  });

  it.each([
    ['a misspelt field', 'podCIDR', 'podCidr', '/spec/network must NOT have additional properties (podCidr)'],
    ['an unknown field', '  telemetry:', '  telemetri:', '/spec must NOT have additional properties (telemetri)'],
    ['a field at the top', 'kind:', 'Spec: {}\nkind:', '/ must NOT have additional properties (Spec)'],
    ['another type', 'enabled: true', 'enabled: "yes"', 'nodeLocalLoadBalancing/enabled must be boolean'],
    ['a provider there is none of', 'kuberouter', 'flannel', 'provider must be equal to one of the allowed values'],
    ['another storage', 'type: etcd', 'type: sqlite', 'storage/type must be equal to one of the allowed values'],
    ['another kind', 'ClusterConfig', 'Cluster', 'has no schema'],
    ['another name', 'name: k0s', 'name: fleet', 'the name is not k0s'],
    ['an address that is none', 'address: "10.5.0.13"', 'address: ctl3', 'api.address is ctl3'],
    ['a name that is none', 'ctl1.lab', 'ctl1..lab', 'api.sans has ctl1..lab.example.org'],
    ['no range of pods', /^ +podCIDR.*\n/m, '', 'network.podCIDR is undefined'],
    ['etcd elsewhere', 'peerAddress: "10.5.0.13"', 'peerAddress: "10.5.0.12"', 'different addresses'],
    ['two load balancers', '    sans:', '    externalAddress: 10.5.0.9\n    sans:', 'exclude each other'],
    ['a key twice', '    sans:', '    address: 10.5.0.13\n    sans:', 'Map keys must be unique'],
  ])('%s is refused', (_, from, to, message) => {
    expect(k0sConfigProblems(corrupted(good, from, to)).join('\n')).toContain(message);
  });
});

describe('the command', () => {
  const good =
    '/usr/local/bin/k0s controller --config=/etc/k0s/k0s.yaml --disable-components=helm --enable-worker --no-taints --labels=a=b';

  it('is right', () => {
    expect(commandProblems(good)).toEqual([]);
    expect(commandProblems("/nix/store/x/bin/k0s worker --token-file=/t '--labels=a=b,c='")).toEqual([]);
  });

  it.each([
    ['no k0s', 'bin/k0s', 'bin/k3s', 'is started, not k0s'],
    ['another command', 'controller', 'server', 'k0s has no command server'],
    ['an unknown flag', '--labels', '--node-labels', 'k0s has no flag --node-labels=a=b'],
    ['a component of k3s', 'helm', 'traefik', '--disable-components is traefik'],
    ['a label without a value', 'a=b', 'a', '--labels is a'],
    ['labels of no node', '--enable-worker ', '', 'passes over --labels'],
    ['a switch with a value', '--no-taints', '--no-taints=x', '--no-taints is a switch'],
    ['a controller that is guessed', '--config=/etc/k0s/k0s.yaml ', '', 'settings of its own'],
    ['flags of controllers for a worker', 'controller', 'worker', 'a worker has no flag --enable-worker'],
  ])('%s is refused', (_, from, to, message) => {
    expect(commandProblems(corrupted(good, from, to)).join('\n')).toContain(message);
  });
});

describe('hosts on Linux', () => {
  it.each([
    ['ctl3', '2 settings'],
    ['mesh1', '2 settings'],
    ['work2', '1 setting'],
  ])('%s is checked with its folder', async (host, detail) => {
    expect(await outcome(`hosts/${host}`, 'k0s')).toEqual({ check: 'k0s', status: 'ok', detail, problems: [] });
  });
});

describeReal('hosts on NixOS', ['nix-instantiate', '--version'], () => {
  it.each([
    ['ctl1', '2 settings'],
    ['ctl2', '2 settings'],
    ['work1', '1 setting'],
    ['mesh2', '1 setting'],
  ])('%s gets a command and settings that k0s takes', async (host, detail) => {
    expect(await outcome(`hosts/${host}`, 'k0s')).toEqual({ check: 'k0s', status: 'ok', detail, problems: [] });
  });

  it('a misspelt setting is refused', async () => {
    const bad = corrupted(textOf('hosts/ctl1/generated/k0s.nix'), 'provider =', 'povider =');
    for (const { path, text } of files.filter((file) => file.path.startsWith('hosts/ctl1/'))) {
      const copy = path.replace('hosts/ctl1/', 'hosts/bad/');
      mkdirSync(dirname(join(root, copy)), { recursive: true });
      writeFileSync(join(root, copy), path.endsWith('/k0s.nix') ? bad : text);
    }
    expect((await outcome('hosts/bad', 'k0s'))?.problems).toEqual([
      '/spec/network must NOT have additional properties (povider)',
    ]);
  });
});

describeReal('the units of hosts on Linux', ['systemd-analyze', '--version'], () => {
  it.each(['ctl3', 'mesh1', 'work2'])('of %s are accepted', async (host) => {
    expect(await outcome(`hosts/${host}`, 'systemd units')).toMatchObject({ status: 'ok', problems: [] });
  });

  it('with a misspelt setting are refused', async () => {
    const path = 'etc/systemd/system/k0sworker.service';
    const bad = corrupted(textOf(`hosts/work2/generated/${path}`), 'Restart=always', 'Restart=ever');
    mkdirSync(dirname(join(root, 'hosts/worse/generated', path)), { recursive: true });
    writeFileSync(join(root, 'hosts/worse/generated', path), bad);
    expect((await outcome('hosts/worse', 'systemd units'))?.problems.join()).toContain('restart specifier');
  });
});
