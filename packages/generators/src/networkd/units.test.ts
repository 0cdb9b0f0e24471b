// The units of every kind of uplink, and of what listens to it, as they stand in /etc/systemd/network.
import { printIni } from '@groundplan/engine';
import type { ResolvedInterface, ResolvedWan } from '@groundplan/model';
import { describe, expect, it } from 'vitest';
import { uplinks } from '../../test/uplinks.js';
import { hostUnits } from './units.js';

const unitsOf = (one: ResolvedInterface) => hostUnits({ [one.name]: one });

const textOf = (one: ResolvedInterface, kind = 'network') =>
  unitsOf(one)
    .filter((unit) => unit.kind === kind)
    .map((unit) => printIni(unit.sections))
    .join('');

describe('an uplink', () => {
  it('by DHCP has a metric in both families and asks for the delegated prefix', () => {
    expect(textOf(uplinks.dhcp)).toBe(`[Match]
Name=wan35

[Link]
RequiredForOnline=no

[Network]
DNS=9.9.9.9
DHCP=yes
IPv6AcceptRA=yes

[DHCPv4]
RouteMetric=100
UseDNS=no

[DHCPv6]
PrefixDelegationHint=::/56
WithoutRA=solicit
UseDNS=no

[IPv6AcceptRA]
RouteMetric=100
UseDNS=no
`);
    expect(textOf(uplinks.dhcp, 'netdev')).toContain('[VLAN]\nId=35\n');
  });

  it('with static addresses has a route with a metric for each gateway', () => {
    expect(textOf(uplinks.static)).toContain(`[Route]
Gateway=203.0.113.1
Metric=200

[Route]
Gateway=2001:db8::1
Metric=200
`);
    expect(textOf(uplinks.static)).not.toMatch(/DHCP|\nGateway=.*\n\n\[Link/);
  });

  it('by PPPoE keeps what pppd set up, and asks for the prefix only', () => {
    expect(textOf(uplinks.pppoe)).toContain('KeepConfiguration=static\n');
    expect(textOf(uplinks.pppoe)).toContain('DHCP=ipv6\n');
    expect(unitsOf(uplinks.pppoe).map(({ kind }) => kind)).toEqual(['network']);
  });

  it('keeps the system waiting for none of its layers', () => {
    const layers = hostUnits({ enp1s0: uplinks.port, wan35: uplinks.dhcp });
    const isRequired = layers.map(({ sections }) => printIni(sections).match(/RequiredForOnline=(.*)/)?.[1]);
    expect(isRequired.filter((value) => value !== undefined)).toEqual(['no', 'no']);
  });

  it('by a modem is left to NetworkManager', () => {
    expect(textOf(uplinks.modem)).toBe('[Match]\nName=wwan0\n\n[Link]\nUnmanaged=yes\n');
  });

  it('is used in the order of the metrics, whatever its kind', () => {
    const metric = (one: ResolvedInterface) => [...textOf(one).matchAll(/Metric=(\d+)/g)].map(([, number]) => number);
    const wan = (value: number): ResolvedWan => ({ ...(uplinks.dhcp.wan as ResolvedWan), metric: value });
    expect(new Set(metric({ ...uplinks.dhcp, wan: wan(7) }))).toEqual(new Set(['7']));
    expect(new Set(metric({ ...uplinks.pppoe, wan: wan(8) }))).toEqual(new Set(['8']));
  });
});

describe('a delegated prefix', () => {
  it('is announced with the subnet id in hexadecimal and the router at the same last bits', () => {
    expect(textOf(uplinks.lan)).toContain(`[DHCPPrefixDelegation]
UplinkInterface=wan35
SubnetId=0x30
Token=static:::1
`);
    expect(textOf(uplinks.lan)).not.toContain('RouterLifetimeSec');
  });

  it('gives a host the address with its own last bits, and leaves the unique local one alone', () => {
    expect(textOf(uplinks.host)).toContain(`[IPv6AcceptRA]
Token=static:::20
PrefixDenyList=fd12:3456:789a:30::/64
`);
  });
});
