// Zones and options of BIND: who may ask, whom it asks, and which files hold the zones (BIND 9 reference manual, chapter 8).
import { lines, type NixSet, nixPath, type WriteIndented, type WriteLine } from '@groundplan/engine';
import type { ResolvedNameserver } from '@groundplan/model';
import type { ZoneFile } from './zone.js';

const isIpv6 = (address: string) => address.includes(':');
const isIpv4 = (address: string) => !isIpv6(address);

/** services.bind of NixOS; the zone files stand in the folder beside the module. */
export function bindOptions(nameserver: ResolvedNameserver, zones: readonly ZoneFile[], folder: string): NixSet {
  const { addresses, clients, upstream } = nameserver;
  return {
    enable: true,
    cacheNetworks: ['127.0.0.0/8', '::1/128', ...clients],
    forward: 'only',
    forwarders: upstream.map(({ address }) => address),
    listenOn: ['127.0.0.1', ...addresses.filter(isIpv4)],
    listenOnIpv6: ['::1', ...addresses.filter(isIpv6)],
    zones: Object.fromEntries(
      zones.map(({ zone, file }) => [zone, { master: true, file: nixPath(`./${folder}/${file}`) }]),
    ),
  };
}

/** named.conf.options as Debian's named.conf includes it. Nothing is asked but the forwarders, and no zone leaves. */
export function namedOptions({ addresses, clients, upstream }: ResolvedNameserver): string {
  return lines((write, indented) => {
    const block = blockOf(write, indented);
    block('acl site', ['127.0.0.0/8', '::1', ...clients]);
    write('options {');
    indented(() => {
      write('directory "/var/cache/bind";');
      block('listen-on', ['127.0.0.1', ...addresses.filter(isIpv4)]);
      block('listen-on-v6', ['::1', ...addresses.filter(isIpv6)]);
      write('allow-query { site; };');
      write('allow-transfer { none; };');
      write('notify no;');
      if (upstream.length === 0) return;
      write('forward only;');
      block(
        'forwarders',
        upstream.map(({ address }) => address),
      );
    });
    write('};');
  });
}

/** named.conf.local: the zones. */
export function namedZones(zones: readonly ZoneFile[], folder: string): string {
  return lines((write) => {
    for (const { zone, file } of zones) write(`zone "${zone}" { type primary; file "${folder}${file}"; };`);
  });
}

function blockOf(write: WriteLine, indented: WriteIndented) {
  return (name: string, items: readonly string[]) => {
    write(`${name} {`);
    indented(() => {
      for (const item of items) write(`${item};`);
    });
    write('};');
  };
}
