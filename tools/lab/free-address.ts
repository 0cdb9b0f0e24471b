// An IPv4 address of a network that nobody has: for a stranger, or for a forged sender.
import type { ResolvedNetwork, ResolvedTopology } from '@groundplan/model';

/** The highest one below the broadcast address, or the next ones below it; throws when the network is full. */
export function freeAddress(
  { name, ipv4 }: ResolvedNetwork,
  { hosts, devices }: ResolvedTopology,
  skipped = 0,
): string {
  const machines = [...Object.values(hosts), ...Object.values(devices)];
  const taken = new Set([
    ipv4.gateway,
    ...machines.flatMap(({ addresses }) => (addresses[name] ? [addresses[name].ipv4] : [])),
  ]);
  let left = skipped;
  for (let number = numberOf(ipv4.broadcast) - 1; number > numberOf(ipv4.network); number--) {
    const address = textOf(number);
    if (!taken.has(address) && left-- === 0) return address;
  }
  throw new Error(`Every address of ${name} is taken.`);
}

const numberOf = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const textOf = (number: number) => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');

/** Whether an address lies between two others, both included. */
export function isBetween(address: string, first: string, last: string): boolean {
  return numberOf(first) <= numberOf(address) && numberOf(address) <= numberOf(last);
}
