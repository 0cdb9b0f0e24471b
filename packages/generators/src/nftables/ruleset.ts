// The ruleset of a router or host: default deny, stateful, both families in one table (nft(8); ICMPv6 as RFC 4890 needs it).
import { lines, type WriteIndented, type WriteLine } from '@groundplan/engine';
import type { FirewallZone, HostFirewall, ResolvedFirewall, RouterFirewall, ZoneRule } from '@groundplan/model';
import { clampChains } from './clamp.js';
import { exposureLines, translationChains } from './forwards.js';
import { flowtable, offloadLines } from './offload.js';
import { podChains, podForward, podInput } from './pods.js';
import { publicSpoofLines } from './public-prefixes.js';
import { outputLines, routerJumps } from './router-itself.js';
import { type Chain, chainName, quoted, ruleLines, set } from './rule.js';

export function ruleset(firewall: ResolvedFirewall): string {
  const chains = firewall.kind === 'router' ? routerChains(firewall) : hostChains(firewall);
  return lines((write, indented) => {
    // Loading it twice replaces the table in one step, and leaves the tables of others alone.
    write('table inet groundplan');
    write('delete table inet groundplan');
    write('table inet groundplan {');
    indented(() => {
      if (firewall.kind === 'router') for (const line of flowtable(firewall)) write(line);
      writeChains(chains, write, indented);
    });
    write('}');
  });
}

function writeChains(chains: readonly Chain[], write: WriteLine, indented: WriteIndented): void {
  for (const [index, { name, body }] of chains.entries()) {
    if (index > 0) write('');
    write(`chain ${name} {`);
    indented(() => {
      for (const line of body) write(line);
    });
    write('}');
  }
}

function routerChains(firewall: RouterFirewall): Chain[] {
  const { zones, pairs, pods } = firewall;
  const spoof = [
    ...zones.flatMap(spoofLines),
    ...vpnSpoofLines(firewall),
    ...uplinkSpoofLines(firewall),
    ...publicSpoofLines(firewall),
  ];
  return [
    { name: 'prerouting', body: [hook('prerouting', 'raw', 'accept'), ...spoof] },
    ...translationChains(firewall),
    {
      name: 'input',
      body: [
        ...inputHead(localInterfaces(firewall)),
        ...uplinkLines(firewall),
        ...podInput(pods),
        ...inputJumps(firewall),
        'jump refused',
      ],
    },
    {
      name: 'forward',
      body: [
        hook('forward', 'filter', 'drop'),
        ...offloadLines(firewall),
        states,
        ...podForward(firewall),
        ...forwardJumps(firewall),
        'jump refused',
      ],
    },
    {
      name: 'output',
      body: [hook('output', 'filter', 'accept'), ...outputLines(firewall, (zone) => interfacesOf(zone, firewall))],
    },
    ...clampChains(firewall),
    {
      name: 'postrouting',
      body: ['type nat hook postrouting priority srcnat; policy accept;', ...masqueradeLines(firewall)],
    },
    ...pairs.map((pair) => ({ name: chainName(pair), body: pair.rules.flatMap(pairLines) })),
    ...podChains(firewall),
    refused,
  ];
}

const pairLines = (rule: ZoneRule) => (rule.exposure ? exposureLines(rule, rule.exposure) : ruleLines(rule));

/** A host lets in its neighbours and whom the policy names; what it forwards for pods is the cluster's own affair. */
function hostChains({ zones, rules, routers, pods }: HostFirewall): Chain[] {
  const neighbours = zones.flatMap(({ interface: name, ipv4, ipv6 }) => [
    `iifname "${name}" ip saddr ${ipv4} counter accept`,
    ...(ipv6 === null ? [] : [`iifname "${name}" ip6 saddr ${ipv6} counter accept`]),
  ]);
  return [
    {
      name: 'input',
      body: [
        ...inputHead(localInterfaces({ zones, vpn: null })),
        ...podInput(pods),
        ...routerJumps(routers),
        ...rules.flatMap(ruleLines),
        ...neighbours,
        'jump refused',
      ],
    },
    ...(routers ? [{ name: 'routers', body: [...routers.rules.flatMap(ruleLines), 'counter accept'] }] : []),
    { name: 'output', body: [hook('output', 'filter', 'accept')] },
    refused,
  ];
}

const hook = (name: string, priority: string, policy: string) =>
  `type filter hook ${name} priority ${priority}; policy ${policy};`;

/** Those that carry addresses of the site. */
const localInterfaces = ({ zones, vpn }: Pick<RouterFirewall, 'zones' | 'vpn'>) => [
  ...zones.map((zone) => zone.interface),
  ...(vpn ? [vpn.interface] : []),
];

const inputHead = (interfaces: readonly string[]) => [
  hook('input', 'filter', 'drop'),
  'iifname "lo" accept',
  states,
  ...icmpLines(interfaces),
];

const refused: Chain = {
  name: 'refused',
  body: ['limit rate 10/minute burst 20 packets log prefix "groundplan refused: "', 'counter drop'],
};

const states = 'ct state vmap { established : accept, related : accept, invalid : drop }';

/** A zone's addresses come from its interface only; DHCP asks from 0.0.0.0, IPv6 also speaks link-local and global. */
function spoofLines({ interface: name, ipv4, ipv6, network }: FirewallZone): string[] {
  const own6 = ['::', 'fe80::/10', '2000::/3', ...(ipv6 === null ? [] : [ipv6])];
  return [
    `iifname "${name}" ip saddr != { 0.0.0.0, ${ipv4} } counter drop comment "networks.${network}.ipv4"`,
    `iifname "${name}" ip6 saddr != { ${own6.join(', ')} } counter drop comment "networks.${network}.ipv6"`,
  ];
}

/** Peers speak from the VPN's addresses and from those of the networks behind them. */
function vpnSpoofLines({ vpn }: RouterFirewall): string[] {
  if (!vpn) return [];
  const { interface: name, prefixes } = vpn;
  return [
    `iifname "${name}" ip saddr != ${set(prefixes.ipv4)} counter drop comment "vpn.ipv4"`,
    `iifname "${name}" ip6 saddr != ${set(prefixes.ipv6)} counter drop comment "vpn"`,
  ];
}

function uplinkSpoofLines({ uplinks, zones, vpn }: RouterFirewall): string[] {
  const inside = [...zones.map((zone) => zone.ipv4), ...(vpn?.prefixes.ipv4 ?? [])];
  const inside6 = [...zones.flatMap((zone) => zone.ipv6 ?? []), ...(vpn?.prefixes.ipv6 ?? [])];
  if (uplinks.length === 0 || inside.length === 0) return [];
  const from = `iifname ${set(quoted(uplinks))}`;
  return [
    `${from} ip saddr ${set(inside)} counter drop`,
    ...(inside6.length === 0 ? [] : [`${from} ip6 saddr ${set(inside6)} counter drop`]),
  ];
}

/** Errors are related to what they are about; neighbours must be found; a host answers the ping of its own networks. */
function icmpLines(interfaces: readonly string[]): string[] {
  const neighbours = '{ nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, nd-router-advert }';
  const listeners = '{ mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report }';
  const local = interfaces.length === 0 ? [] : [`iifname ${set(quoted(interfaces))}`];
  return [
    `ip6 hoplimit 255 icmpv6 type ${neighbours} accept`,
    `ip6 saddr fe80::/10 icmpv6 type ${listeners} accept`,
    ...local.flatMap((match) =>
      ['icmp', 'icmpv6'].map((protocol) => `${match} ${protocol} type echo-request limit rate 20/second accept`),
    ),
  ];
}

/** The provider's DHCPv6 server answers from its link-local address, which no state knows. */
function uplinkLines({ uplinks }: RouterFirewall): string[] {
  if (uplinks.length === 0) return [];
  return [`iifname ${set(quoted(uplinks))} ip6 saddr fe80::/10 udp dport 546 accept comment "DHCPv6 answers"`];
}

function interfacesOf(zone: string, { zones, uplinks, vpn }: RouterFirewall): string[] {
  if (zone === 'vpn') return vpn ? [vpn.interface] : [];
  return zone === 'wan' ? [...uplinks] : zones.filter(({ network }) => network === zone).map((one) => one.interface);
}

function inputJumps(firewall: RouterFirewall): string[] {
  const jumps = firewall.pairs
    .filter(({ to }) => to === 'router')
    .flatMap((pair) => interfacesOf(pair.from, firewall).map((name) => `"${name}" : jump ${chainName(pair)}`));
  return jumps.length === 0 ? [] : [`iifname vmap { ${jumps.join(', ')} }`];
}

/** One lookup decides where a packet goes on, however many zones there are. */
function forwardJumps(firewall: RouterFirewall): string[] {
  const jumps = firewall.pairs
    .filter(({ to }) => to !== 'router')
    .flatMap((pair) =>
      interfacesOf(pair.from, firewall).flatMap((from) =>
        interfacesOf(pair.to, firewall).map((to) => `"${from}" . "${to}" : jump ${chainName(pair)}`),
      ),
    );
  return jumps.length === 0 ? [] : ['iifname . oifname vmap {', ...jumps.map((jump) => `  ${jump},`), '}'];
}

function masqueradeLines({ uplinks }: RouterFirewall): string[] {
  return uplinks.length === 0 ? [] : [`meta nfproto ipv4 oifname ${set(quoted(uplinks))} masquerade`];
}
