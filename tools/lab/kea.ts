// Kea for real, from the generated configuration.
import { type Background, inside, type Place } from './place.js';

interface KeaConfig {
  readonly Dhcp4: { readonly [key: string]: unknown };
}

/** Deviations from the generated file: leases are forgotten, and what Kea says is heard here. */
export async function startKea(place: Place, id: string, text: string): Promise<Background> {
  const { Dhcp4 } = JSON.parse(text.replace(/^#.*\n/, '')) as KeaConfig;
  const own = {
    'lease-database': { type: 'memfile', persist: false },
    loggers: [{ name: 'kea-dhcp4', severity: 'INFO', output_options: [{ output: 'stderr' }] }],
  };
  const file = `/run/lab/${id}.kea.conf`;
  await place.write(file, JSON.stringify({ Dhcp4: { ...Dhcp4, ...own } }));
  // Of two routers' Keas each wants a folder of its own.
  await place.write(`/run/lab/${id}.kea/.keep`, '');
  const folder = `/run/lab/${id}.kea`;
  const settings = [
    'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    `KEA_PIDFILE_DIR=${folder}`,
    `KEA_LOCKFILE_DIR=${folder}`,
    `KEA_LOGGER_DESTINATION=stderr`,
  ];
  const command = ['/usr/bin/env', ...settings, 'kea-dhcp4', '-c', file] as const;
  return place.background(inside(place, id, command), /DHCP4_STARTED/);
}
