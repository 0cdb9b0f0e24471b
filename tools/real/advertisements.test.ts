// What a router's systemd-networkd announces, and what a host's makes of it: both from generated units, at one cable.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSorted } from '@groundplan/engine';
import { newLock, resolve } from '@groundplan/model';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { linuxNetwork } from '../../packages/generators/src/linux-network/index.js';
import { resource } from './resource.js';

const networkd = '/lib/systemd/systemd-networkd';
const scratch = mkdtempSync(join(tmpdir(), 'advertisements-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const siteWith = ({ uplink, ipv6 }: { uplink: object; ipv6?: string }) => ({
  site: { name: 'a', domain: 'home.arpa', nameservers: ['9.9.9.9'], ula: 'fd12:3456:789a::/48' },
  networks: { lan: { vlan: 30, ipv4: '10.30.0.0/24', ...(ipv6 === undefined ? {} : { ipv6 }) } },
  hosts: {
    gw: {
      os: 'linux',
      hardware: 'generic-x86_64',
      router: true,
      links: { lan0: { access: 'lan', mac: '02:00:00:00:00:01' }, wan0: { uplink, mac: '02:00:00:00:00:02' } },
    },
    nas: {
      os: 'linux',
      hardware: 'generic-x86_64',
      links: { eth0: { access: 'lan' } },
      addresses: { lan: '10.30.0.20' },
    },
  },
});

/** Writes each host's units into a folder and returns the folders; the cable has no MAC addresses to rename by. */
function unitFolders(site: object): { gw: string; nas: string } {
  const result = resolve(site, newLock(0x5c9a1e22b1n));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  const root = mkdtempSync(join(scratch, 'site-'));
  for (const { path, text } of generateSorted(result.topology, [linuxNetwork], { source: 't' })) {
    if (path.endsWith('.link')) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const folder = (host: string) => join(root, `hosts/${host}/generated/etc/systemd/network`);
  return { gw: folder('gw'), nas: folder('nas') };
}

/** The host's global addresses and its routes, sorted. */
function learned({ gw, nas }: { gw: string; nas: string }, pattern: string, provider: string[] = []): string[] {
  const script = [resource('networkd-neighbours'), gw, nas, networkd, pattern, ...provider];
  const { stdout } = spawnSync('unshare', ['-Urnmpf', '--kill-child', '--mount-proc', 'sh', ...script], {
    encoding: 'utf8',
  });
  return stdout.trim().split('\n').sort();
}

const dhcp = { kind: 'dhcp' };
const provider = fileURLToPath(new URL('../dist/real/delegating-provider.js', import.meta.url));
const tools = [
  'unshare',
  '-Urnmpf',
  '--kill-child',
  '--mount-proc',
  'sh',
  '-c',
  `ip -V && test -x ${networkd}`,
] as const;

describeReal('a host on a network', tools, () => {
  it('has the same last bits in the prefix that the provider delegates, and one unique local address', () => {
    const site = siteWith({ uplink: dhcp });
    expect(learned(unitFolders(site), '2001:db8:1200:', [process.execPath, provider])).toEqual([
      'address 2001:db8:1200:30::20/64',
      'address fd12:3456:789a:30::20/64',
      'route 2001:db8:1200:30::/64',
      'route default',
      'route fd12:3456:789a:30::/64',
      'route fd12:3456:789a::/48',
      'route fe80::/64',
    ]);
  });

  it('without public addresses finds the site through the router, and no way to an Internet it cannot use', () => {
    const site = siteWith({ uplink: { ...dhcp, delegatedPrefix: false } });
    expect(learned(unitFolders(site), 'fd12:3456:789a::/48')).toEqual([
      'address fd12:3456:789a:30::20/64',
      'route fd12:3456:789a:30::/64',
      'route fd12:3456:789a::/48',
      'route fe80::/64',
    ]);
  });

  it('with a public prefix of its own has its address there, and the default route', () => {
    const site = siteWith({ uplink: { ...dhcp, delegatedPrefix: false }, ipv6: '2001:db8:7::/64' });
    expect(learned(unitFolders(site), '^default')).toContain('route default');
  });
});
