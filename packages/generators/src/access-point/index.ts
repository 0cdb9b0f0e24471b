// Access points: hostapd for each radio, through NixOS or as files of its own.
import type { Artifact, Generator } from '@groundplan/engine';
import type { HostOs, ResolvedHost, ResolvedRadio } from '@groundplan/model';
import { etcPath } from '../linux-host.js';
import { generatedPath, printModule } from '../nix-module.js';
import { addPassphrases, configFile, scriptPath, unitFile } from './native.js';
import { options } from './nixos.js';

export interface Radio extends ResolvedRadio {
  readonly interface: string;
  readonly bridge: string;
}

export interface AccessPointSlice {
  readonly name: string;
  readonly os: HostOs;
  readonly radios: readonly Radio[];
}

export const accessPoint: Generator<AccessPointSlice> = {
  name: 'access-point',
  slices: ({ hosts }) =>
    Object.values(hosts)
      .filter((host) => host.os !== 'android' && isAccessPoint(host))
      .map((host) => ({ name: host.name, os: host.os, radios: radiosOf(host) })),
  render: ({ name, os, radios }) => {
    const from = [`hosts.${name}`];
    if (os !== 'nixos') return nativeFiles(name, radios, from);
    return [{ path: generatedPath(name, 'access-point.nix'), content: printModule(name, options(radios)), from }];
  },
};

export function isAccessPoint(host: ResolvedHost): boolean {
  return radiosOf(host).length > 0;
}

function radiosOf({ interfaces }: ResolvedHost): Radio[] {
  return Object.values(interfaces).flatMap(({ name, radio, master }) =>
    radio && master ? [{ ...radio, interface: name, bridge: master.name }] : [],
  );
}

function nativeFiles(name: string, radios: readonly Radio[], from: readonly string[]): Artifact[] {
  const file = (path: string, content: string): Artifact => ({ path: etcPath(name, path), content, from });
  return [
    file(scriptPath, addPassphrases),
    ...radios.flatMap((radio) => [
      file(`hostapd/${radio.interface}.conf`, configFile(radio)),
      file(`systemd/system/hostapd-${radio.interface}.service`, unitFile(radio)),
    ]),
  ];
}
