// References of Wi-Fi networks.
import { modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import { checkReference, checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';

export function wifiReferences(topology: AnyTopology, report: Report): void {
  const providers = { ...topology.hosts, ...topology.devices };
  for (const [ssid, wifi] of Object.entries(topology.wifi ?? {})) {
    const at = (field: string) => modelPath('wifi', ssid, field);
    checkReference({ at: at('network'), name: wifi.network, kind: 'network' }, topology.networks, report);
    checkSecret(at('psk'), wifi.psk, topology.secrets, report);
    if (wifi.by !== undefined)
      checkReference({ at: at('by'), name: wifi.by, kind: 'host or device' }, providers, report);
  }
}

/** An SSID that nothing in the topology radiates. */
export function wifiFindings(topology: AnyTopology, report: Report): void {
  for (const ssid of sortedKeys(topology.wifi)) {
    if (topology.wifi?.[ssid]?.by !== undefined) continue;
    report({
      code: 'wifi-unprovided',
      at: modelPath('wifi', ssid),
      message: `Nothing provides the SSID ${JSON.stringify(ssid)}.`,
      fix: 'Name the host or device whose radio it is: by: …, and declare an access point under devices.',
    });
  }
}
