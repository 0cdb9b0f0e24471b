// Gives every request its address: what topology.ts says, else what the lock says, else a free one preferred by name.
import { formatIpv4, inRange, parseIpv4 } from '../address/ipv4.js';
import { type AddressLock, type LockEntry, lockKey } from '../lock.js';
import { byCodeUnit } from '../names.js';
import type { Report } from '../report.js';
import type { AddressRequest } from './requests.js';
import { example, isFree, preferredAddress, reservedAt, type Space } from './space.js';

export interface Assignment {
  readonly request: AddressRequest;
  readonly address: number;
  readonly origin: 'stated' | 'locked';
}

export interface Allocation {
  readonly assignments: readonly Assignment[];
  readonly lock: AddressLock;
}

interface Context {
  readonly spaces: ReadonlyMap<string, Space>;
  readonly lock: AddressLock;
  readonly report: Report;
}

export function allocate(requests: readonly AddressRequest[], context: Context): Allocation {
  const wanted = new Set(requests.map((request) => lockKey(request.network, request.machine)));
  const gone = [...context.lock.entries].filter(([key]) => !wanted.has(key));
  for (const [key, entry] of gone) quarantine(key, entry, context);
  const stated = requests.filter((request) => request.stated !== null).map((request) => assignStated(request, context));
  const locked = requests
    .filter((request) => request.stated === null)
    .map((request) => ({ request, address: lockedAddress(request, context) }));
  const kept = locked.flatMap(({ request, address }) =>
    address === undefined ? [] : [take(request, address, 'locked', context)],
  );
  const fresh = locked
    .filter(({ address }) => address === undefined)
    .flatMap(({ request }) => assignFresh(request, context));
  const assignments = [...stated, ...kept, ...fresh];
  return { assignments, lock: { ula: context.lock.ula, entries: lockEntries(assignments, gone, context) } };
}

function quarantine(key: string, entry: LockEntry, context: Context): void {
  const [network, machine] = key.split('/') as [string, string];
  context.spaces.get(network)?.quarantined.set(parseIpv4(entry.ipv4) as number, machine);
}

function take(request: AddressRequest, address: number, origin: Assignment['origin'], context: Context): Assignment {
  spaceOf(request, context).taken.set(address, { machine: request.machine, at: request.at });
  return { request, address, origin };
}

const spaceOf = (request: AddressRequest, context: Context) => context.spaces.get(request.network) as Space;

function assignStated(request: AddressRequest, context: Context): Assignment {
  const address = request.stated as number;
  const space = spaceOf(request, context);
  const owner = space.taken.get(address);
  if (!owner) {
    checkStated(request, address, space, context.report);
    return take(request, address, 'stated', context);
  }
  context.report({
    code: 'address-duplicate',
    at: request.at,
    message: `${formatIpv4(address)} is already the address of ${owner.machine}.`,
    fix: `Give ${request.machine} another address on ${space.network}${example(space, request.machine)}.`,
    related: [owner.at],
  });
  return { request, address, origin: 'stated' };
}

function checkStated(request: AddressRequest, address: number, space: Space, report: Report): void {
  const fix = `Choose a free address on ${space.network}${example(space, request.machine)}.`;
  if (!inRange(address, space.prefix)) {
    const message = `${formatIpv4(address)} is not in ${formatIpv4(space.prefix.first)}/${space.prefix.length}, the network ${space.network}.`;
    report({ code: 'address-outside-network', at: request.at, message, fix });
    return;
  }
  const reserved = reservedAt(space, address);
  if (!reserved) return;
  report({
    code: reserved.code,
    at: request.at,
    message: `${formatIpv4(address)} is ${reserved.label}.`,
    fix,
    related: [reserved.at],
  });
}

/** The lock's address for a request, when it can still be had. */
function lockedAddress(request: AddressRequest, context: Context): number | undefined {
  const entry = context.lock.entries.get(lockKey(request.network, request.machine));
  const address = entry && parseIpv4(entry.ipv4);
  if (address === undefined) return undefined;
  const space = spaceOf(request, context);
  const owner = space.taken.get(address);
  if (isFree(space, address) && !isLockedTwice(request, entry as LockEntry, context)) return address;
  if (inRange(address, space.prefix)) {
    context.report({
      code: 'address-moved',
      at: request.at,
      message: `${request.machine} gives up ${formatIpv4(address)} on ${space.network}: it is ${owner ? `now the address of ${owner.machine}` : (reservedAt(space, address)?.label ?? 'locked for another machine too')}.`,
      fix: 'Write the address in topology.ts to keep it.',
      ...(owner ? { related: [owner.at] } : {}),
    });
  }
  return undefined;
}

/** Two branches gave one address to two machines: the first name in the alphabet keeps it. */
function isLockedTwice(request: AddressRequest, entry: LockEntry, context: Context): boolean {
  return lockOwners(context.lock).get(`${request.network}/${entry.ipv4}`) !== request.machine;
}

const ownersByLock = new WeakMap<AddressLock, Map<string, string>>();

function lockOwners(lock: AddressLock): Map<string, string> {
  const known = ownersByLock.get(lock);
  if (known) return known;
  const owners = new Map<string, string>();
  for (const [key, entry] of [...lock.entries].sort(([a], [b]) => byCodeUnit(b, a))) {
    const [network, machine] = key.split('/') as [string, string];
    if (!entry.quarantined || !owners.has(`${network}/${entry.ipv4}`)) owners.set(`${network}/${entry.ipv4}`, machine);
  }
  ownersByLock.set(lock, owners);
  return owners;
}

function assignFresh(request: AddressRequest, context: Context): Assignment[] {
  const space = spaceOf(request, context);
  const address = preferredAddress(space, request.machine) ?? preferredAddress(space, request.machine, true);
  if (address === undefined) {
    const message = `Network ${space.network} has no free address left for ${request.machine} (${space.taken.size} taken).`;
    context.report({
      code: 'network-full',
      at: request.at,
      message,
      fix: 'Use a shorter prefix, or make the pools smaller.',
    });
    return [];
  }
  const former = space.quarantined.get(address);
  if (former !== undefined) {
    const message = `${request.machine} gets ${formatIpv4(address)}, which was ${former}’s: ${space.network} has no other free address.`;
    context.report({
      code: 'quarantine-reused',
      at: request.at,
      message,
      fix: 'Use a shorter prefix, or make the pools smaller.',
    });
  }
  return [take(request, address, 'locked', context)];
}

function lockEntries(
  assignments: readonly Assignment[],
  gone: readonly [string, LockEntry][],
  context: Context,
): Map<string, LockEntry> {
  const entries = new Map<string, LockEntry>();
  for (const [key, entry] of gone)
    if (staysQuarantined(key, entry, context)) entries.set(key, { ...entry, quarantined: true });
  for (const { request, address } of assignments)
    entries.set(lockKey(request.network, request.machine), { ipv4: formatIpv4(address), quarantined: false });
  return entries;
}

/** Nobody else has taken the address, and the network still has it. */
function staysQuarantined(key: string, entry: LockEntry, context: Context): boolean {
  const space = context.spaces.get(key.slice(0, key.indexOf('/')));
  const address = parseIpv4(entry.ipv4) as number;
  return space !== undefined && inRange(address, space.prefix) && !space.taken.has(address);
}
