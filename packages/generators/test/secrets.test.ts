// Every file under /run/secrets that a NixOS host's files name is one that the host's secrets put there.
import { generateSorted } from '@groundplan/engine';
import { describe, expect, it } from 'vitest';
import { generators } from '../src/index.js';
import { sites } from './sites.js';

describe.each(Object.entries(sites))('on the site %s', (_, { topology }) => {
  const files = generateSorted(topology, generators, { source: 'topology/topology.ts' });
  const hosts = Object.values(topology.hosts).filter(({ os }) => os === 'nixos');

  it.each(hosts.map((host) => [host.name, host] as const))('%s is given each secret it reads', (name, host) => {
    const text = files
      .filter(({ path }) => path.startsWith(`hosts/${name}/generated/`))
      .map((file) => file.text)
      .join('\n');
    const read = new Set([...text.matchAll(/\/run\/secrets\/([\w.-]+)/g)].map(([, secret]) => secret));
    const joins = Object.values(host.interfaces).flatMap(({ wifi }) => (wifi ? [wifi.psk] : []));
    expect(read.delete('wireless')).toBe(joins.length > 0);
    expect([...host.secrets]).toEqual(expect.arrayContaining([...read, ...joins]));
    for (const secret of host.secrets) expect(text).toContain(`"${secret}"`);
  });
});

it('the keys of a VPN are readable by systemd-networkd, and no other secret is', () => {
  const { topology } = sites.everything as (typeof sites)[string];
  const files = generateSorted(topology, generators, { source: 'topology/topology.ts' });
  const base = files.find(({ path }) => path === 'hosts/edge/generated/base.nix')?.text;
  expect(base?.replace(/\s+/g, ' ')).toContain('networkd = [ "wg-key" "wg-psk" ];');
  expect(files.filter(({ text }) => text.includes('networkd = [')).map(({ path }) => path)).toEqual([
    'hosts/edge/generated/base.nix',
  ]);
});
