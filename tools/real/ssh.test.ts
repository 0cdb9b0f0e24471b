// OpenSSH reads ssh_config and known_hosts of every site as they are meant; planted faults are found.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { newLock, resolve } from '@groundplan/model';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { sites } from '../../packages/generators/test/sites.js';
import { checkFolder } from './check-folder.js';

const scratch = mkdtempSync(join(tmpdir(), 'ssh-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const own = generators.filter(({ name }) => name === 'docs-ssh');
let roots = 0;
function rootOf(topology: Parameters<typeof generateSorted>[0]): string {
  roots += 1;
  const root = join(scratch, `${roots}`);
  mkdirSync(join(root, 'docs/generated'), { recursive: true });
  for (const { path, text } of generateSorted(topology, own, { source: 't' })) writeFileSync(join(root, path), text);
  return root;
}

const key = (name: string) => {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(scratch, name)]);
  return readFileSync(join(scratch, `${name}.pub`), 'utf8').trim();
};

/** The router may be reached from both networks, the others from their own only. */
function site() {
  const host = (fields: object) => ({ hardware: 'generic-x86_64', ...fields });
  const result = resolve(
    {
      site: { name: 's', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
      admins: { ada: { sshKeys: [key('ada')] } },
      networks: { office: { vlan: 10, ipv4: '10.10.0.0/24' }, servers: { vlan: 20, ipv4: '10.20.0.0/24' } },
      policy: [{ from: ['office', 'servers'], to: 'router', allow: ['tcp/22', 'tcp/2222'] }],
      hosts: {
        gw: host({
          router: true,
          ssh: { port: 2222 },
          sshHostKey: key('gw'),
          links: { enp1s0: { trunk: ['office', 'servers'] }, enp2s0: { uplink: { kind: 'dhcp' } } },
        }),
        nas: host({ sshHostKey: [key('nas'), key('nas-2')], links: { enp1s0: { access: 'servers' } } }),
        new: host({ links: { enp1s0: { access: 'servers' } } }),
      },
    },
    newLock(1n),
  );
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.topology;
}

async function verdict(root: string, check: string) {
  const outcomes = await checkFolder(root, 'docs/generated', { requireReal: true });
  const { status, detail, problems } = outcomes.find((one) => one.check === check) ?? {};
  return { status, detail, problems: problems?.join('\n') ?? '' };
}

const ssh = (cwd: string, ...argv: readonly string[]) => {
  const { stdout } = spawnSync('ssh', ['-G', ...argv], { cwd, encoding: 'utf8' });
  return Object.fromEntries(stdout.split('\n').map((line) => line.split(/ (.*)/).slice(0, 2)));
};

describeReal('ssh_config and known_hosts', ['ssh', '-V'], () => {
  const root = rootOf(site());
  const at = (name: string) => join(root, 'docs/generated', name);

  it('are right on every site', async () => {
    for (const { topology } of Object.values(sites)) {
      const folder = rootOf(topology);
      expect(await verdict(folder, 'ssh')).toMatchObject({ status: 'ok', problems: '' });
      expect(await verdict(folder, 'known hosts')).toMatchObject({ status: 'ok', problems: '' });
    }
    expect(await verdict(root, 'ssh')).toEqual({ status: 'ok', detail: '3 hosts', problems: '' });
    expect(await verdict(root, 'known hosts')).toEqual({ status: 'ok', detail: '3 keys', problems: '' });
  });

  it.each(['its name', 'its domain name', 'its address'])('make ssh go to the host by %s', (form) => {
    const address = /^Host nas nas\.home\.arpa (\S+)$/m.exec(readFileSync(at('ssh_config'), 'utf8'))?.[1] ?? '';
    const names: { readonly [form: string]: string } = {
      'its name': 'nas',
      'its domain name': 'nas.home.arpa',
      'its address': address,
    };
    expect(ssh(root, '-F', 'docs/generated/ssh_config', names[form] ?? '')).toMatchObject({
      hostname: address,
      port: '22',
      user: 'ada',
      hostkeyalias: 'nas.home.arpa',
      proxyjump: 'gw',
      stricthostkeychecking: 'true',
      userknownhostsfile: 'docs/generated/known_hosts',
    });
  });

  it('ask where the topology has no key, and go straight to the router', () => {
    expect(ssh(root, '-F', 'docs/generated/ssh_config', 'new')).toMatchObject({
      stricthostkeychecking: 'ask',
      proxyjump: 'gw',
    });
    const router = ssh(root, '-F', 'docs/generated/ssh_config', 'gw');
    expect(router).toMatchObject({ hostname: '10.10.0.1', port: '2222' });
    expect(router).not.toHaveProperty('proxyjump');
    expect(readFileSync(at('known_hosts'), 'utf8')).toMatch(
      /^# new has no sshHostKey .* ssh-keyscan -t ed25519 -p 22 10\.20\.0\.\d+$/m,
    );
  });

  it('work from elsewhere as docs/HOSTS.md says: included, with the place of known_hosts before', () => {
    const home = mkdtempSync(join(scratch, 'home-'));
    const config = `Host *.home.arpa\n  UserKnownHostsFile ${root}/docs/generated/known_hosts\nInclude ${root}/docs/generated/ssh_config\n`;
    writeFileSync(join(home, 'config'), config);
    expect(ssh('/', '-F', join(home, 'config'), 'nas.home.arpa')).toMatchObject({
      port: '22',
      stricthostkeychecking: 'true',
      userknownhostsfile: `${root}/docs/generated/known_hosts`,
    });
  });

  it.each([
    ['a misspelt keyword', 'ssh_config', 'HostKeyAlias gw', 'HostKeyAliass gw', 'ssh', 'hostkeyaliass'],
    ['a port that is none', 'ssh_config', 'Port 2222', 'Port 99999', 'ssh', 'Bad port'],
    [
      'a wrong answer to a question',
      'ssh_config',
      'Checking ask',
      'Checking maybe',
      'ssh',
      'unsupported option "maybe"',
    ],
    [
      'a block that an earlier one hides',
      'ssh_config',
      'Host gw ',
      'Host * gw ',
      'ssh',
      'the block says port 22, and ssh uses 2222',
    ],
    ['a detour by nobody', 'ssh_config', 'ProxyJump gw', 'ProxyJump gone', 'ssh', 'jumps by gone'],
    ['a key that nobody knows', 'known_hosts', 'nas.home.arpa,', '', 'ssh', 'nas.home.arpa is not in known_hosts'],
    ['a key that is cut', 'known_hosts', /(gw\S* ssh-ed25519 \S{30})\S+/, '$1', 'known hosts', 'gw'],
    ['a type that is none', 'known_hosts', 'ssh-ed25519', 'ssh-ed25518', 'known hosts', 'gw'],
    ['a line without names', 'known_hosts', /^gw\S*/m, '@', 'known hosts', '@'],
  ])('are refused with %s', async (_, file, from, to, check, says) => {
    const bad = join(scratch, `bad-${roots++}`);
    cpSync(root, bad, { recursive: true });
    const path = join(bad, 'docs/generated', file);
    const good = readFileSync(path, 'utf8');
    const text =
      file === 'known_hosts' && from === 'nas.home.arpa,' ? good.replaceAll(from, to) : good.replace(from, to);
    expect(text).not.toBe(good);
    writeFileSync(path, text);
    const { status, problems } = await verdict(bad, check);
    expect(status).toBe('FAIL');
    expect(problems).toContain(says);
  });
});

it('are told to be installed', () => {
  expect(readFileSync(fileURLToPath(new URL('install', import.meta.url)), 'utf8')).toContain('openssh-client');
});
