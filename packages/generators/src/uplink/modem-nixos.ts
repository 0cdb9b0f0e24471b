// Modems as NixOS options: NetworkManager for them alone, its secrets from files by nm-file-secret-agent.
import type { NixOptions } from '../nix-module.js';
import { profile, unmanaged } from './modem.js';
import type { Mobile } from './sessions.js';

export function modemOptions(modems: readonly Mobile[]): NixOptions {
  if (modems.length === 0) return {};
  return {
    networking: {
      modemmanager: { enable: true },
      networkmanager: {
        enable: true,
        unmanaged: unmanaged(),
        ensureProfiles: {
          profiles: Object.fromEntries(modems.map((modem) => [modem.link, profileOptions(modem)])),
          secrets: { entries: modems.flatMap(secretEntries) },
        },
      },
    },
  };
}

/** Flag 1: an agent has the secret (nm-settings(5), secret flag types). */
function profileOptions(modem: Mobile): NixOptions {
  const flags = modem.secrets.map(({ key }) => [`${key}-flags`, 1] as const);
  const { gsm = [], ...others } = profile(modem);
  const sections = Object.entries({ ...others, gsm: [...gsm, ...flags] });
  return Object.fromEntries(sections.map(([name, settings]) => [name, Object.fromEntries(settings)]));
}

function secretEntries({ link, secrets }: Mobile): NixOptions[] {
  return secrets.map(({ key, file }) => ({ matchId: link, matchType: 'gsm', matchSetting: 'gsm', key, file }));
}
