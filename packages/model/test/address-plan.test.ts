// Addresses do not move: not by order, not by neighbours, not by coming back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressLock, lockKey, parseLock, printLock, resolve } from '../src/index.js';
import { homelab, lock, resolved, succeeded } from './homelab.js';

function site(names: Iterable<string>, prefix = '10.10.0.0/24') {
  const draft = homelab();
  draft.networks.infra.ipv4 = prefix;
  delete draft.networks.infra.dhcp;
  delete draft.hosts.nas;
  delete draft.hosts.pi;
  for (const name of names) draft.hosts[name] = { hardware: 'generic-x86_64', links: { enp1s0: { access: 'infra' } } };
  return draft;
}

function plan(names: Iterable<string>, from: AddressLock, prefix?: string) {
  return succeeded(resolve(site(names, prefix), from));
}

const addressOf = (result: ReturnType<typeof plan>, name: string) => result.topology.hosts[name]?.addresses.infra?.ipv4;
const hostName = fc.integer({ min: 0, max: 60 }).map((number) => `h${number}`);

describe('allocation', () => {
  it('keeps every other address when hosts come and go, and gives each its own', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), hostName), { maxLength: 60 }), (steps) => {
        const present = new Set<string>();
        let current = lock;
        let before = new Map<string, string | undefined>();
        for (const [add, name] of steps) {
          if (add) present.add(name);
          else present.delete(name);
          const result = plan(present, current);
          const now = new Map([...present].map((host) => [host, addressOf(result, host)]));
          for (const [host, address] of now) if (before.has(host)) expect(address).toBe(before.get(host));
          expect(new Set(now.values()).size).toBe(present.size);
          current = result.lock;
          before = now;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives a host that comes back its old address', () => {
    const first = plan(['a', 'b'], lock);
    const without = plan(['b'], first.lock);
    expect(without.lock.entries.get(lockKey('infra', 'a'))).toEqual({ ipv4: addressOf(first, 'a'), quarantined: true });
    const newcomers = plan(['b', 'c', 'd', 'e'], without.lock);
    for (const name of ['c', 'd', 'e']) expect(addressOf(newcomers, name)).not.toBe(addressOf(first, 'a'));
    expect(addressOf(plan(['a', 'b', 'c', 'd', 'e'], newcomers.lock), 'a')).toBe(addressOf(first, 'a'));
  });

  it('changes nothing the second time', () => {
    const first = plan(['a', 'b', 'c'], lock);
    const second = plan(['a', 'b', 'c'], first.lock);
    expect(second.topology).toEqual(first.topology);
    expect(printLock(second.lock)).toBe(printLock(first.lock));
  });

  it('prefers the address topology.ts states, then tells who moved', () => {
    const first = plan(['a', 'b'], lock);
    const draft = site(['a', 'b']);
    draft.hosts.b.addresses = { infra: addressOf(first, 'a') as string };
    const second = succeeded(resolve(draft, first.lock));
    expect(second.findings.map((finding) => finding.code)).toContain('address-moved');
    expect(second.topology.hosts.b?.addresses.infra?.ipv4).toBe(addressOf(first, 'a'));
    expect(second.topology.hosts.a?.addresses.infra?.ipv4).not.toBe(addressOf(first, 'a'));
  });

  it('gives one of two machines the address that two branches took', () => {
    const entries = new Map([
      ['infra/a', { ipv4: '10.10.0.60', quarantined: false }],
      ['infra/b', { ipv4: '10.10.0.60', quarantined: false }],
    ]);
    const result = plan(['a', 'b'], { ...lock, entries });
    expect(addressOf(result, 'a')).toBe('10.10.0.60');
    expect(addressOf(result, 'b')).not.toBe('10.10.0.60');
    expect(result.findings.map((finding) => `${finding.code} ${finding.at}`)).toContain('address-moved hosts.b');
  });

  it('uses quarantined addresses last and says so, then says the network is full', () => {
    const first = plan(['a', 'b', 'c', 'd'], lock, '10.10.0.0/29');
    const full = plan(['b', 'c', 'd', 'e'], first.lock, '10.10.0.0/29');
    expect(full.findings.map((finding) => finding.code)).not.toContain('quarantine-reused');
    const reused = plan(['b', 'c', 'd', 'e', 'f'], full.lock, '10.10.0.0/29');
    expect(reused.findings.map((finding) => finding.code)).toContain('quarantine-reused');
    expect(addressOf(reused, 'f')).toBe(addressOf(first, 'a'));
    const over = resolve(site(['b', 'c', 'd', 'e', 'f', 'g'], '10.10.0.0/29'), reused.lock);
    expect(over.ok).toBe(false);
    expect(over.findings.map((finding) => finding.code)).toContain('network-full');
  });

  it('rarely gives two branches one address', () => {
    let same = 0;
    for (let round = 0; round < 200; round += 1) {
      const base = plan(['a', 'b', 'c'], lock).lock;
      const ours = addressOf(plan(['a', 'b', 'c', `ours${round}`], base), `ours${round}`);
      same += ours === addressOf(plan(['a', 'b', 'c', `theirs${round}`], base), `theirs${round}`) ? 1 : 0;
    }
    expect(same).toBeLessThan(10);
  });

  it('reads back the lock it prints', () => {
    const result = plan(['a', 'b', 'c'], lock);
    const text = printLock(result.lock);
    expect(parseLock(text)).toEqual({ ok: true, lock: result.lock });
  });
});

describe('resolution', () => {
  it('does not depend on the order of topology.ts', () => {
    const expected = succeeded(resolved());
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const shuffled = succeeded(resolve(shuffle(homelab(), numbers), lock));
        expect(JSON.stringify(shuffled.topology)).toBe(JSON.stringify(expected.topology));
        expect(printLock(shuffled.lock)).toBe(printLock(expected.lock));
      }),
    );
  });

  it('never throws, whatever topology.ts exports', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(resolve(input, lock).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws when one value of a good site is anything', () => {
    const leaves = leafPaths(homelab());
    fc.assert(
      fc.property(fc.constantFrom(...leaves), fc.anything(), (path, value) => {
        const draft = homelab();
        setAt(draft, path, value);
        const result = resolve(draft, lock);
        expect(result.ok || result.findings.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

/** The same objects with their keys in another order; lists keep theirs. */
function shuffle<T>(value: T, numbers: fc.Stream<number>): T {
  if (Array.isArray(value)) return value.map((item) => shuffle(item, numbers)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const keyed = Object.entries(value).map(([key, item]) => ({ key, item, order: numbers.next().value as number }));
  return Object.fromEntries(
    keyed.sort((a, b) => a.order - b.order).map(({ key, item }) => [key, shuffle(item, numbers)]),
  ) as T;
}

function leafPaths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => leafPaths(item, [...path, key]))].filter(
    (one) => one.length > 0,
  );
}

function setAt(target: unknown, path: readonly (string | number)[], value: unknown): void {
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (object, key) => object[key] as Record<string, unknown>,
      target as Record<string, unknown>,
    );
  parent[path.at(-1) as string] = value;
}
