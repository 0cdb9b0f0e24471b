// A site of one router, for tests of its links.
import { newLock, type ResolvedTopology, resolve } from '../src/index.js';

export const networks = {
  infra: { vlan: 10, ipv4: '10.10.0.0/24', dhcp: { pool: [100, 200] } },
  iot: { vlan: 40, ipv4: '10.40.0.0/24' },
  guest: { vlan: 200, ipv4: '10.200.0.0/24' },
};

export type Fields = { readonly [name: string]: unknown };

export function siteWith(links: Fields, others: Fields = {}, own: Fields = networks): Fields {
  const { wifi, secrets, ...rest } = others as { wifi?: Fields; secrets?: Fields };
  return {
    site: { name: 'a', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
    networks: own,
    ...(wifi ? { wifi } : {}),
    hosts: { gw: { hardware: 'generic-x86_64', router: true, links, ...rest } },
    ...(secrets ? { secrets } : {}),
  };
}

export const outcome = (site: Fields) => resolve(site, newLock(0x5c9a1e22b1n));

export function resolved(site: Fields): ResolvedTopology {
  const result = outcome(site);
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 2));
  return result.topology;
}

export const interfacesOf = (site: Fields) => resolved(site).hosts.gw?.interfaces ?? {};
export const findingsOf = (site: Fields) => outcome(site).findings.map(({ code, at }) => `${code} ${at}`);
export const uplink = { enp9s0: { uplink: { kind: 'dhcp' } } };
