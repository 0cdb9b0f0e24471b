// The two files of a NixOS host that a person owns: written when absent, never overwritten.
import { compileText, type Generator } from '@groundplan/engine';
import { nixosHosts } from '../nix-module.js';
import { configuration, hardwareConfiguration, hardwareWithLayout } from './templates.js';

export interface ScaffoldSlice {
  readonly name: string;
  readonly hardware: string;
  /** The disk layout of the topology says what is mounted and how the host boots. */
  readonly layout: boolean;
}

const configurationText = compileText(configuration);
const hardwareText = compileText(hardwareConfiguration);
const layoutText = compileText(hardwareWithLayout);

export const nixosScaffold: Generator<ScaffoldSlice> = {
  name: 'nixos-scaffold',
  slices: (topology) =>
    nixosHosts(topology).map(({ name, hardware, nixos }) => ({
      name,
      hardware,
      layout: nixos?.storage?.boot === true,
    })),
  render: ({ name, hardware, layout }) => {
    const from = [`hosts.${name}`];
    return [
      { path: `hosts/${name}/configuration.nix`, content: configurationText({ name }), from, scaffold: true },
      {
        path: `hosts/${name}/hardware-configuration.nix`,
        content: layout ? layoutText({ name, hardware }) : hardwareText({ name, hardware, ...boot(hardware) }),
        from,
        scaffold: true,
      },
    ];
  },
};

/** Raspberry Pis boot by U-Boot from the SD image NixOS builds (label NIXOS_SD), PCs by UEFI. */
function boot(hardware: string): { bootLoader: string; rootLabel: string } {
  return hardware === 'generic-x86_64'
    ? { bootLoader: 'systemd-boot', rootLabel: 'nixos' }
    : { bootLoader: 'generic-extlinux-compatible', rootLabel: 'NIXOS_SD' };
}
