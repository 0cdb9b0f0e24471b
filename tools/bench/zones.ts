// A synthetic site of twelve networks and sixty rules, for measuring what the matrix of reachability costs.
import type { AnyTopology } from '@groundplan/model';

type Rule = NonNullable<AnyTopology['policy']>[number];

const networks = 12;
const hostsEach = 5;
const rules = 60;

/** `key` varies the ports, so that no two topologies of one process are the same. */
export function zones(key: number): AnyTopology {
  return {
    site: {
      name: 'zones',
      domain: 'zones.example.org',
      timeZone: 'Europe/Paris',
      nameservers: ['9.9.9.9'],
      repository: 'ssh://git@git.example.org/zones.git',
      stateVersion: '25.11',
    },
    networks: Object.fromEntries(
      numbers(networks).map((index) => [
        network(index),
        { vlan: 10 + index, ipv4: `10.${10 + index}.0.0/24`, dhcp: { pool: [100, 200], lease: '12h' } },
      ]),
    ),
    policy: numbers(rules).map((index) => rule(index, key)),
    hosts: Object.fromEntries([
      ['gate', { hardware: 'generic-x86_64', router: true, links: routerLinks() }],
      ...numbers(networks).flatMap((of) => numbers(hostsEach).map((index) => [host(of, index), hostOf(of)])),
    ]),
  };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const network = (index: number) => `net-${String(index % networks).padStart(2, '0')}`;
const host = (of: number, index: number) => `${network(of)}-host-${index % hostsEach}`;
const hostOf = (of: number) => ({ hardware: 'generic-x86_64' as const, links: { eth0: { trunk: [network(of)] } } });
const routerLinks = () => ({
  eth0: { trunk: numbers(networks).map(network) },
  eth1: { uplink: { kind: 'dhcp' as const } },
});

/** Of all kinds in turn: between networks, to the Internet, to and from single hosts, of several zones, and denials. */
function rule(index: number, key: number): Rule {
  const ports = [`tcp/${1000 + index * 7 + (key % 7)}`, `udp/${2000 + index}-${2040 + index}`] as const;
  const [from, to] = [network(index), network(index * 5 + 1 + Math.floor(index / networks))];
  const other = to === from ? network(index + 3) : to;
  switch (index % 6) {
    case 0:
      return { from, to: 'wan', allow: 'any' };
    case 1:
      return { from: [from, network(index + 1)], to: 'router', allow: ports };
    case 2:
      return { from: host(index, index), to: [host(index + 4, 1), host(index + 5, 2)], allow: ports };
    case 3:
      return { from, to: host(index + 2, 3), deny: [`tcp/${3000 + index}` as const] };
    default:
      return { from, to: other, allow: ports };
  }
}
