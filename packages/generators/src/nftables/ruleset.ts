// A router's ruleset: default deny, stateful, both families in one table (nft(8); ICMPv6 as RFC 4890 needs it).
import { lines, type WriteIndented, type WriteLine } from '@groundplan/engine';
import type { FirewallZone, ResolvedFirewall, ZoneRules } from '@groundplan/model';
import { ruleLines, set } from './rule.js';

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`);

export function ruleset(firewall: ResolvedFirewall): string {
  return lines((write, indented) => {
    // Loading it twice replaces the table in one step, and leaves the tables of others alone.
    write('table inet groundplan');
    write('delete table inet groundplan');
    write('table inet groundplan {');
    indented(() => table(firewall, write, indented));
    write('}');
  });
}

function table(firewall: ResolvedFirewall, write: WriteLine, indented: WriteIndented): void {
  let first = true;
  const chain = (name: string, body: readonly string[]) => {
    if (!first) write('');
    first = false;
    write(`chain ${name} {`);
    indented(() => {
      for (const line of body) write(line);
    });
    write('}');
  };
  chain('prerouting', [
    'type filter hook prerouting priority raw; policy accept;',
    ...firewall.zones.flatMap(spoofLines),
    ...uplinkSpoofLines(firewall),
  ]);
  chain('input', [
    'type filter hook input priority filter; policy drop;',
    'iifname "lo" accept',
    states,
    ...icmpLines(firewall),
    ...inputJumps(firewall),
    'jump refused',
  ]);
  chain('forward', [
    'type filter hook forward priority filter; policy drop;',
    states,
    ...forwardJumps(firewall),
    'jump refused',
  ]);
  chain('output', ['type filter hook output priority filter; policy accept;']);
  chain('postrouting', ['type nat hook postrouting priority srcnat; policy accept;', ...masqueradeLines(firewall)]);
  for (const pair of firewall.pairs) chain(chainName(pair), pair.rules.flatMap(ruleLines));
  chain('refused', ['limit rate 10/minute burst 20 packets log prefix "groundplan refused: "', 'counter drop']);
}

const states = 'ct state vmap { established : accept, related : accept, invalid : drop }';

const chainName = ({ from, to }: ZoneRules) => `${from}-to-${to}`;

/** A zone's addresses come from its interface only; DHCP asks from 0.0.0.0, IPv6 also speaks link-local and global. */
function spoofLines({ interface: name, ipv4, ipv6, network }: FirewallZone): string[] {
  const own6 = ['::', 'fe80::/10', '2000::/3', ...(ipv6 === null ? [] : [ipv6])];
  return [
    `iifname "${name}" ip saddr != { 0.0.0.0, ${ipv4} } counter drop comment "networks.${network}.ipv4"`,
    `iifname "${name}" ip6 saddr != { ${own6.join(', ')} } counter drop comment "networks.${network}.ipv6"`,
  ];
}

function uplinkSpoofLines({ uplinks, zones }: ResolvedFirewall): string[] {
  const inside = zones.map((zone) => zone.ipv4);
  const inside6 = zones.flatMap((zone) => zone.ipv6 ?? []);
  if (uplinks.length === 0 || inside.length === 0) return [];
  const from = `iifname ${set(quoted(uplinks))}`;
  return [
    `${from} ip saddr ${set(inside)} counter drop`,
    ...(inside6.length === 0 ? [] : [`${from} ip6 saddr ${set(inside6)} counter drop`]),
  ];
}

/** Errors are related to what they are about; neighbours must be found; the router answers the ping of its own networks. */
function icmpLines({ uplinks, zones }: ResolvedFirewall): string[] {
  const neighbours = '{ nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, nd-router-advert }';
  const listeners = '{ mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report }';
  const local = zones.length === 0 ? [] : [`iifname ${set(quoted(zones.map((zone) => zone.interface)))}`];
  return [
    `ip6 hoplimit 255 icmpv6 type ${neighbours} accept`,
    `ip6 saddr fe80::/10 icmpv6 type ${listeners} accept`,
    ...local.flatMap((match) => [
      `${match} icmp type echo-request limit rate 20/second accept`,
      `${match} icmpv6 type echo-request limit rate 20/second accept`,
    ]),
    ...(uplinks.length === 0
      ? []
      : [`iifname ${set(quoted(uplinks))} ip6 saddr fe80::/10 udp dport 546 accept comment "DHCPv6 answers"`]),
  ];
}

function interfacesOf(zone: string, { zones, uplinks }: ResolvedFirewall): string[] {
  return zone === 'wan' ? [...uplinks] : zones.filter(({ network }) => network === zone).map((one) => one.interface);
}

function inputJumps(firewall: ResolvedFirewall): string[] {
  const jumps = firewall.pairs
    .filter(({ to }) => to === 'router')
    .flatMap((pair) => interfacesOf(pair.from, firewall).map((name) => `"${name}" : jump ${chainName(pair)}`));
  return jumps.length === 0 ? [] : [`iifname vmap { ${jumps.join(', ')} }`];
}

/** One lookup decides where a packet goes on, however many zones there are. */
function forwardJumps(firewall: ResolvedFirewall): string[] {
  const jumps = firewall.pairs
    .filter(({ to }) => to !== 'router')
    .flatMap((pair) =>
      interfacesOf(pair.from, firewall).flatMap((from) =>
        interfacesOf(pair.to, firewall).map((to) => `"${from}" . "${to}" : jump ${chainName(pair)}`),
      ),
    );
  return jumps.length === 0 ? [] : ['iifname . oifname vmap {', ...jumps.map((jump) => `  ${jump},`), '}'];
}

function masqueradeLines({ uplinks }: ResolvedFirewall): string[] {
  return uplinks.length === 0 ? [] : [`meta nfproto ipv4 oifname ${set(quoted(uplinks))} masquerade`];
}
