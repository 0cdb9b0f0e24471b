// What every NixOS host is told of itself: its users, SSH, swap, hardening and secrets (options of packages/nixos).
import type { Generator, NixValue } from '@groundplan/engine';
import type { ModelPath, ResolvedHost, ResolvedNixos, ResolvedUser } from '@groundplan/model';
import { generatedPath, type NixOptions, nixosHosts, present, printModule } from '../nix-module.js';

export interface BaseSlice {
  readonly name: string;
  readonly hardware: string;
  readonly router: boolean;
  readonly nixos: ResolvedNixos;
  readonly secrets: readonly string[];
  /** Those of the secrets that are passphrases of Wi-Fi networks the host joins. */
  readonly wifi: readonly string[];
  /** Those that systemd-networkd reads. */
  readonly networkd: readonly string[];
  readonly from: readonly ModelPath[];
}

export const nixosBase: Generator<BaseSlice> = {
  name: 'nixos-base',
  slices: (topology) => nixosHosts(topology).flatMap(sliceOf),
  render: (slice) => [
    {
      path: generatedPath(slice.name, 'base.nix'),
      content: printModule(slice.name, { groundplan: options(slice) }),
      from: slice.from,
    },
  ],
};

function sliceOf({ name, hardware, router, nixos, secrets, interfaces }: ResolvedHost): BaseSlice[] {
  if (!nixos) return [];
  const all = Object.values(interfaces);
  const wifi = new Set(all.flatMap((one) => (one.wifi ? [one.wifi.psk] : [])));
  const networkd = new Set(all.flatMap((one) => one.wireguard?.secrets ?? []));
  const admins = nixos.users.map((user) => user.from);
  return [
    {
      name,
      hardware,
      router,
      nixos,
      secrets,
      wifi: secrets.filter((secret) => wifi.has(secret)),
      networkd: secrets.filter((secret) => networkd.has(secret)),
      from: [`hosts.${name}`, ...admins],
    },
  ];
}

function options({ hardware, router, nixos, secrets, wifi, networkd }: BaseSlice): NixOptions {
  const { ssh, hardening, swap, timeServers, users } = nixos;
  return present({
    base: { enable: true },
    hardware,
    users: Object.fromEntries(users.map((user) => [user.name, userOptions(user)])),
    ssh: { ...ssh },
    hardening: { ...hardening },
    swap: { ...swap },
    timeServers,
    router: router ? { enable: true } : undefined,
    secrets: present({ names: secrets, networkd, wifi }),
  });
}

function userOptions({ description, shell, groups, sshKeys }: ResolvedUser): NixValue {
  return present({ description: description ?? undefined, shell, groups, sshKeys });
}
