// PPPoE sessions as NixOS options (services.pppd); the module's unit pppd-<link> keeps each up.
import { deviceUnit } from '../linux-host.js';
import type { NixOptions } from '../nix-module.js';
import { peerFile } from './pppoe.js';
import type { Dialled } from './sessions.js';

export function pppoeOptions(sessions: readonly Dialled[]): NixOptions {
  if (sessions.length === 0) return {};
  const peers = sessions.map((session) => [session.link, { config: peerFile(session) }] as const);
  return {
    services: { pppd: { enable: true, peers: Object.fromEntries(peers) } },
    systemd: { services: Object.fromEntries(sessions.map((session) => [`pppd-${session.link}`, waitsFor(session)])) },
  };
}

/** pppd knows its interface only when it is there. */
function waitsFor({ over }: Dialled): NixOptions {
  const device = [deviceUnit(over)];
  return { after: device, bindsTo: device, wantedBy: device };
}
