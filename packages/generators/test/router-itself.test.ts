// What routers may open: everything, but for what is denied them; and hosts do not take them for the network they are in.
import { generateSorted } from '@groundplan/engine';
import { newLock, resolve } from '@groundplan/model';
import { expect, it } from 'vitest';
import { nftables } from '../src/nftables/index.js';

function rulesets(policy: readonly unknown[]): (host: string) => string {
  const result = resolve(
    {
      site: { name: 'two', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
      networks: { lan: { vlan: 10, ipv4: '10.1.0.0/24' }, dmz: { vlan: 20, ipv4: '10.2.0.0/24' } },
      hosts: {
        gw: {
          hardware: 'generic-x86_64',
          router: true,
          links: { eth0: { trunk: ['lan', 'dmz'] }, eth1: { uplink: { kind: 'dhcp' } } },
        },
        web: { hardware: 'generic-x86_64', links: { eth0: { access: 'dmz' } } },
      },
      policy,
    },
    newLock(1n),
  );
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  const files = generateSorted(result.topology, [nftables], { source: 't' });
  return (host) => files.find(({ path }) => path === `hosts/${host}/generated/nftables.nft`)?.text ?? '';
}

const chain = (ruleset: string, name: string) =>
  new RegExp(`chain ${name} \\{\\n([^}]*(?:\\{[^}]*\\}[^}]*)*?)\\n  \\}`).exec(ruleset)?.[1];

it('a denial holds in the output of the router, after answers and DHCP', () => {
  const ruleset = rulesets([{ from: 'router', to: ['dmz', 'wan'], deny: ['tcp/25'] }])('gw');
  expect(chain(ruleset, 'output')).toMatch(
    /established, related \} accept[\s\S]*udp dport 68 accept[\s\S]*oifname vmap \{ "vlan20" : jump router-to-dmz, "eth1" : jump router-to-wan \}/,
  );
  expect(chain(ruleset, 'router-to-dmz')).toMatch(/^ *tcp dport 25 counter drop comment "policy\[0\]"$/);
});

it('what nobody denies the router is not written down', () => {
  const ruleset = rulesets([{ from: 'router', to: 'dmz', allow: ['tcp/25'] }])('gw');
  expect(chain(ruleset, 'output')).toMatch(/^ *type filter hook output priority filter; policy accept;$/);
  expect(ruleset).not.toContain('router-to-');
});

it('a rule about a network is not about the router in it, on a host of that network', () => {
  const ruleset = rulesets([
    { from: 'dmz', to: 'web', deny: ['tcp/22'] },
    { from: 'router', to: 'web', deny: ['tcp/25'] },
  ])('web');
  const gateway = /ip saddr 10\.2\.0\.1 jump routers/.exec(ruleset)?.index ?? Number.NaN;
  expect(gateway).toBeLessThan(ruleset.indexOf('ip saddr 10.2.0.0/24 tcp dport 22 counter drop'));
  expect(chain(ruleset, 'routers')?.trim().split(/\n */)).toEqual([
    'tcp dport 25 counter drop comment "policy[1]"',
    'counter accept',
  ]);
});

it('a host whose policy denies nothing has no rules for routers', () => {
  expect(rulesets([{ from: 'dmz', to: 'web', allow: ['tcp/22'] }])('web')).not.toContain('routers');
});
