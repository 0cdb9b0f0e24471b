// Uplinks that need a program of their own: pppd for PPPoE, NetworkManager for modems.
import type { Artifact, Generator } from '@groundplan/engine';
import type { HostOs, ResolvedHost, ResolvedInterface } from '@groundplan/model';
import { etcPath } from '../linux-host.js';
import { generatedPath, type NixOptions, present, printModule } from '../nix-module.js';
import { addSecrets, managesOnlyModems, modemUnit, profileFile, scriptPath, templatePath } from './modem.js';
import { modemOptions } from './modem-nixos.js';
import { peerFile, pppoeUnit } from './pppoe.js';
import { pppoeOptions } from './pppoe-nixos.js';
import { type Dialled, type Mobile, modemsOf, sessionsOf } from './sessions.js';

export interface UplinkSlice {
  readonly name: string;
  readonly os: HostOs;
  readonly interfaces: readonly ResolvedInterface[];
}

export const uplink: Generator<UplinkSlice> = {
  name: 'uplink',
  slices: ({ hosts }) =>
    Object.values(hosts)
      .filter((host) => host.os !== 'android' && hasDialledUplink(host))
      .map(({ name, os, interfaces }) => ({
        name,
        os,
        interfaces: Object.values(interfaces).filter(isDialled),
      })),
  render: ({ name, os, interfaces }) => {
    const from = [`hosts.${name}`];
    const sessions = sessionsOf(interfaces);
    const modems = modemsOf(interfaces);
    if (os !== 'nixos') return [...pppoeFiles(name, sessions, from), ...modemFiles(name, modems, from)];
    const content = printModule(name, moduleOptions(sessions, modems));
    return [{ path: generatedPath(name, 'uplink.nix'), content, from }];
  },
};

const isDialled = ({ wan }: ResolvedInterface) => wan !== null && (wan.pppoe !== null || wan.modem !== null);

export function hasDialledUplink({ interfaces }: ResolvedHost): boolean {
  return Object.values(interfaces).some(isDialled);
}

function moduleOptions(sessions: readonly Dialled[], modems: readonly Mobile[]): NixOptions {
  return present({ ...pppoeOptions(sessions), ...modemOptions(modems) });
}

function pppoeFiles(name: string, sessions: readonly Dialled[], from: readonly string[]): Artifact[] {
  return sessions.flatMap((session) => [
    { path: etcPath(name, `ppp/peers/${session.link}`), content: peerFile(session), from },
    { path: etcPath(name, `systemd/system/pppoe-${session.link}.service`), content: pppoeUnit(session), from },
  ]);
}

function modemFiles(name: string, modems: readonly Mobile[], from: readonly string[]): Artifact[] {
  if (modems.length === 0) return [];
  return [
    { path: etcPath(name, 'NetworkManager/conf.d/10-modems-only.conf'), content: managesOnlyModems, from },
    { path: etcPath(name, scriptPath), content: addSecrets, from },
    ...modems.flatMap((modem) => [
      { path: etcPath(name, templatePath(modem)), content: profileFile(modem), from },
      { path: etcPath(name, `systemd/system/modem-${modem.link}.service`), content: modemUnit(modem), from },
    ]),
  ];
}
