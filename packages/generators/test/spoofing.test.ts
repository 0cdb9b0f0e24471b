// Real packets with public IPv6 sources on real interfaces: the routes decide which of them may enter a router.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSorted } from '@groundplan/engine';
import { newLock, resolve } from '@groundplan/model';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../engine/test/real-checker.js';
import { nftables } from '../src/nftables/index.js';

const scratch = mkdtempSync(join(tmpdir(), 'spoofing-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const site = {
  site: { name: 'a', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
  networks: { one: { vlan: 1, ipv4: '10.1.0.0/24' }, two: { vlan: 2, ipv4: '10.2.0.0/24' } },
  hosts: {
    gw: {
      hardware: 'generic-x86_64',
      router: true,
      links: {
        lan0: { access: 'one', mac: '02:00:00:00:00:01' },
        lan1: { access: 'two', mac: '02:00:00:00:00:02' },
        wan0: { uplink: { kind: 'dhcp' }, mac: '02:00:00:00:00:03' },
      },
    },
  },
};

function ruleset(): string {
  const result = resolve(site, newLock(0x5c9a1e22b1n));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  const files = generateSorted(result.topology, [nftables], { source: 't' });
  return files.find(({ path }) => path.endsWith('.nft'))?.text ?? '';
}

/** Packets dropped so far, from inside and from the Internet, after each kind of packet. */
function dropped(text: string): string[] {
  const file = join(scratch, 'ruleset.nft');
  writeFileSync(file, text);
  const script = fileURLToPath(new URL('spoofing.sh', import.meta.url));
  const namespaces = ['-Urnmpf', '--kill-child', '--mount-proc'];
  const { stdout, stderr } = spawnSync('unshare', [...namespaces, 'sh', script, file], { encoding: 'utf8' });
  return `${stdout}${stderr}`.trim().split('\n');
}

const probe = [
  'unshare',
  '-Urnmpf',
  '--kill-child',
  '--mount-proc',
  'sh',
  '-c',
  'nft --version && ip -V && bash -c true',
] as const;

describeReal('a router', probe, () => {
  it('drops public addresses that belong elsewhere, and only these', () => {
    expect(dropped(ruleset())).toEqual([
      'own prefix: 0 0',
      'own prefix of the other network: 0 0',
      "another network's prefix: 1 0",
      'a prefix from the Internet: 2 0',
      'the Internet: 2 0',
      "a network's prefix from the Internet: 2 1",
    ]);
  });

  it('would let them in without the rules', () => {
    const open = ruleset().replaceAll('2000::/3 fib', '3fff:ffff::/32 fib');
    expect(dropped(open).at(-1)).toBe("a network's prefix from the Internet: 0 0");
  });
});
