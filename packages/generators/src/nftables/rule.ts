// Policy rules as nftables lines: families, protocols and address lists apart, as nft wants them.
import type { ModelPath, ZoneAddresses, ZoneRule, ZoneRules } from '@groundplan/model';

export interface Chain {
  readonly name: string;
  readonly body: readonly string[];
}

export const chainName = ({ from, to }: Pick<ZoneRules, 'from' | 'to'>) => `${from}-to-${to}`;

export const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`);

/** nft has no way to write a quotation mark inside a comment. */
export const comment = (at: ModelPath) => `comment "${at.replaceAll('"', '')}"`;

/** Every line counts its packets and carries the rule's place in topology.ts as a comment. */
export function ruleLines(rule: ZoneRule): string[] {
  const verdict = verdictOf(rule);
  return addressMatches(rule).flatMap((addresses) =>
    portMatches(rule.ports).map((ports) => [addresses, ports, verdict].filter((part) => part !== '').join(' ')),
  );
}

const verdictOf = ({ action, at }: ZoneRule) => `counter ${action === 'allow' ? 'accept' : 'drop'} ${comment(at)}`;

/** No match for whole zones; else one per family in which both sides have addresses. */
function addressMatches({ from, fromOutside, to }: ZoneRule): string[] {
  if (from === null && to === null) return [''];
  return (['ipv4', 'ipv6'] as const).flatMap((family) => {
    if (from?.[family].length === 0 || to?.[family].length === 0) return [];
    const header = family === 'ipv4' ? 'ip' : 'ip6';
    return [
      [sideMatch(`${header} saddr${fromOutside ? ' !=' : ''}`, from, family), sideMatch(`${header} daddr`, to, family)]
        .filter((part) => part !== '')
        .join(' '),
    ];
  });
}

function sideMatch(field: string, addresses: ZoneAddresses | null, family: keyof ZoneAddresses): string {
  return addresses === null ? '' : `${field} ${set(addresses[family])}`;
}

/** As for a rule, of a connection that a service's address translation has turned to a pod: its first destination counts. */
export function translatedLines(rule: ZoneRule, destination: string): string[] {
  if (rule.to !== null) return [];
  const verdict = verdictOf(rule);
  const target = `ct status dnat ct original ip daddr ${destination}`;
  const sources = rule.from === null ? '' : sideMatch('ip saddr', rule.from, 'ipv4');
  if (rule.from?.ipv4.length === 0) return [];
  return originalPorts(rule.ports).map((ports) =>
    [sources, target, ports, verdict].filter((part) => part !== '').join(' '),
  );
}

function originalPorts(ports: readonly string[]): string[] {
  return portMatches(ports).map((match) =>
    match.replace(/^(tcp|udp) dport (.*)$/, 'meta l4proto $1 ct original proto-dst $2'),
  );
}

function portMatches(ports: readonly string[]): string[] {
  if (ports.includes('any')) return [''];
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const own = ports.filter((port) => port.startsWith(`${protocol}/`)).map((port) => port.slice(protocol.length + 1));
    return own.length === 0 ? [] : [`${protocol} dport ${set(own)}`];
  });
}

/** One value bare, several in braces. */
export function set(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `{ ${values.join(', ')} }`;
}
