// The lock survives printing, merging and conflict markers, and refuses what it cannot trust.
import { describe, expect, it } from 'vitest';
import { type AddressLock, newLock, parseLock, printLock, ulaFromGlobalId } from './lock.js';

const lock: AddressLock = {
  ula: 'fd9a:1e22:b1c4::/48',
  entries: new Map([
    ['infra/nas', { ipv4: '10.10.0.57', quarantined: true }],
    ['infra/rpi4-1', { ipv4: '10.10.0.10', quarantined: false }],
  ]),
};

function parsed(text: string): AddressLock {
  const result = parseLock(text);
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.lock;
}

describe('the address lock', () => {
  it('has one line per entry, each ending in a comma', () => {
    expect(printLock(lock)).toBe(`{
  "ula": "fd9a:1e22:b1c4::/48",
  "infra/nas": { "ipv4": "10.10.0.57", "quarantined": true },
  "infra/rpi4-1": { "ipv4": "10.10.0.10" },
  "//": "Addresses that Groundplan has given out, kept so that no change renumbers another machine. Commit it. Remove a quarantined line to free its address."
}
`);
  });

  it('is JSON that reads back as it was', () => {
    expect(() => JSON.parse(printLock(lock))).not.toThrow();
    expect(parsed(printLock(lock))).toEqual(lock);
    expect(parsed(printLock(lock).replaceAll('\n', '\r\n'))).toEqual(lock);
  });

  it('counts both sides of a Git conflict', () => {
    const text = printLock(lock).replace(
      '  "infra/nas"',
      '<<<<<<< ours\n  "infra/cam": { "ipv4": "10.10.0.60" },\n=======\n  "infra/tv": { "ipv4": "10.10.0.61" },\n>>>>>>> theirs\n  "infra/nas"',
    );
    expect([...parsed(text).entries.keys()].sort()).toEqual(['infra/cam', 'infra/nas', 'infra/rpi4-1', 'infra/tv']);
  });

  it.each([
    ['no JSON', 'no lock at all'],
    ['an address that is none', printLock(lock).replace('10.10.0.57', '10.10.0.500')],
    ['a key that is a path', printLock(lock).replace('infra/nas', '../etc/passwd')],
    [
      'one machine with two addresses',
      printLock(lock).replace('  "infra/rpi4-1"', '  "infra/nas": { "ipv4": "10.10.0.99" },\n  "infra/rpi4-1"'),
    ],
    ['no unique local prefix', printLock(lock).replace('fd9a:1e22:b1c4::/48', '2001:db8::/48')],
    ['a missing prefix', printLock(lock).replace(/ {2}"ula".*\n/, '')],
  ])('refuses %s', (_, text) => {
    const result = parseLock(text);
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.findings.map((finding) => finding.code)).toContain('lock-invalid');
  });

  it('makes a /48 inside fd00::/8 of any global id', () => {
    expect(ulaFromGlobalId(0n)).toBe('fd00::/48');
    expect(ulaFromGlobalId(0xffffffffffn)).toBe('fdff:ffff:ffff::/48');
    expect(newLock(0x9a1e22b1c4n).ula).toBe('fd9a:1e22:b1c4::/48');
  });
});
