// A small site that tests change one thing of.
import { type AddressLock, type Finding, newLock, type Resolution, resolve } from '../src/index.js';

export const lock: AddressLock = newLock(0x9a1e22b1c4n);

// biome-ignore lint/suspicious/noExplicitAny: tests put wrong values on purpose
export type Draft = any;

export function homelab(): Draft {
  return {
    site: { name: 'lab', domain: 'home.arpa', nameservers: ['9.9.9.9'], stateVersion: '25.11' },
    networks: {
      infra: { vlan: 10, ipv4: '10.10.0.0/24', dhcp: { pool: [100, 200] } },
      iot: { vlan: 40, ipv4: '10.40.0.0/24' },
    },
    wifi: { LAB: { network: 'infra', psk: 'lab-psk', by: 'ap' } },
    devices: { ap: { kind: 'access-point' } },
    hosts: {
      gw: {
        hardware: 'raspberry-pi-4',
        router: true,
        links: { eth0: { trunk: ['infra', 'iot'] }, wlan0: { uplink: { kind: 'wifi', ssid: 'WAN', psk: 'wan-psk' } } },
      },
      nas: { hardware: 'generic-x86_64', links: { enp1s0: { access: 'infra' } }, addresses: { infra: '10.10.0.20' } },
      pi: { hardware: 'raspberry-pi-3a-plus', links: { wlan0: { wifi: 'LAB' } } },
    },
    secrets: { 'lab-psk': {}, 'wan-psk': {} },
  };
}

export function resolved(edit: (draft: Draft) => void = () => {}, from: AddressLock = lock): Resolution {
  const draft = homelab();
  edit(draft);
  return resolve(draft, from);
}

/** Codes and paths of the findings of an edited site. */
export function findingsOf(edit: (draft: Draft) => void): string[] {
  return resolved(edit).findings.map((finding: Finding) => `${finding.code} ${finding.at}`);
}

export function succeeded(resolution: Resolution): Extract<Resolution, { ok: true }> {
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.findings, null, 2));
  return resolution;
}
