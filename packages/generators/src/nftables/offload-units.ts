// The systemd units that add interfaces to the table of offloaded flows, as NixOS options and as files.
import { printIni } from '@groundplan/engine';
import { deviceUnit } from '../linux-host.js';
import type { NixOptions } from '../nix-module.js';
import { addFlowDevice } from './offload.js';

const escaped = (name: string) => name.replaceAll('-', '\\x2d');

/** Loading the rules anew empties the table, so that a reload of nftables must add the interface again. */
export function offloadServices(devices: readonly string[]): NixOptions {
  const services = devices.map((device) => {
    const command = `/run/current-system/sw/bin/nft '${addFlowDevice(device)}'`;
    return [
      `flow-offload-${device}`,
      {
        description: `Flow offload of ${device}`,
        after: ['nftables.service', deviceUnit(device)],
        bindsTo: [deviceUnit(device)],
        partOf: ['nftables.service'],
        wantedBy: [deviceUnit(device)],
        unitConfig: { ReloadPropagatedFrom: 'nftables.service' },
        serviceConfig: { Type: 'oneshot', RemainAfterExit: true, ExecStart: command, ExecReload: command },
      },
    ] as const;
  });
  return Object.fromEntries(services);
}

/** Path below /etc → content. nftables.service keeps one instance per interface running, also when the interface returns. */
export function offloadFiles(devices: readonly string[]): [string, string][] {
  if (devices.length === 0) return [];
  const command = `/usr/sbin/nft '${addFlowDevice('%I')}'`;
  const device = 'sys-subsystem-net-devices-%i.device';
  const template = printIni([
    {
      name: 'Unit',
      entries: [
        ['Description', 'Flow offload of %I'],
        ['After', 'nftables.service'],
        ['After', device],
        ['BindsTo', device],
        ['PartOf', 'nftables.service'],
        ['ReloadPropagatedFrom', 'nftables.service'],
      ],
    },
    {
      name: 'Service',
      entries: [
        ['Type', 'oneshot'],
        ['RemainAfterExit', 'yes'],
        ['ExecStart', command],
        ['ExecReload', command],
      ],
    },
  ]);
  const instances = devices.map((one) => ['Upholds', `flow-offload@${escaped(one)}.service`] as const);
  return [
    ['systemd/system/flow-offload@.service', template],
    ['systemd/system/nftables.service.d/flow-offload.conf', printIni([{ name: 'Unit', entries: instances }])],
  ];
}
