// The ports of a device in the order a person reads them, and what is at the other end, in words.
import type { ResolvedDevice, ResolvedPort } from '@groundplan/model';
import { byCodeUnit } from '@groundplan/model';

/** 2 before 10, lan2 before lan10. */
export function portsInOrder({ ports }: Pick<ResolvedDevice, 'ports'>): ResolvedPort[] {
  return Object.values(ports)
    .map((port) => ({
      port,
      key: port.name.replace(/\d+/g, (digits) => `${`${digits.length}`.padStart(2, '0')}${digits}`),
    }))
    .sort((a, b) => byCodeUnit(a.key, b.key) || byCodeUnit(a.port.name, b.port.name))
    .map(({ port }) => port);
}

export function peerInWords({ peer }: ResolvedPort): string | null {
  if (peer === null) return null;
  const bond = peer.bond === null ? '' : ` (${peer.bond.name}, ${peer.bond.mode})`;
  return `${peer.machine} ${peer.port}${bond}`;
}

/** The networks of ports, each once. */
export function networksOfPorts(ports: readonly ResolvedPort[]): string[] {
  return [...new Set(ports.flatMap(({ untagged, tagged }) => [...(untagged === null ? [] : [untagged]), ...tagged]))];
}
