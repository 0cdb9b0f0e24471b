// The services a NixOS host runs beside Kubernetes (options groundplan.services of packages/nixos).
import type { Generator } from '@groundplan/engine';
import type { ResolvedHost, ResolvedServices } from '@groundplan/model';
import { generatedPath, type NixOptions, nixosHosts, present, printModule } from '../nix-module.js';

export interface ServicesSlice {
  readonly name: string;
  readonly services: ResolvedServices;
}

/** Whether a host has a services.nix. */
export function hasServices({ nixos }: ResolvedHost): boolean {
  return nixos !== null && Object.values(nixos.services).some((service) => service !== null);
}

export const nixosServices: Generator<ServicesSlice> = {
  name: 'nixos-services',
  slices: (topology) =>
    nixosHosts(topology).flatMap((host) =>
      host.nixos && hasServices(host) ? [{ name: host.name, services: host.nixos.services }] : [],
    ),
  render: ({ name, services }) => [
    {
      path: generatedPath(name, 'services.nix'),
      content: printModule(name, { groundplan: { services: options(services) } }),
      from: [`hosts.${name}`],
    },
  ],
};

/** An option that is null keeps the module's default, which is null as well. */
function options(services: ResolvedServices): NixOptions {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, service]) =>
      service ? [[name, { enable: true, ...withoutNulls(service) }]] : [],
    ),
  );
}

function withoutNulls(service: object): NixOptions {
  return present(
    Object.fromEntries(Object.entries(service).map(([option, value]) => [option, value === null ? undefined : value])),
  );
}
