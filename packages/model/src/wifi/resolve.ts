// Decides the Wi-Fi networks.
import { recordOf } from '../names.js';
import type { ResolvedWifi } from '../resolved.js';
import type { AnyTopology } from '../topology.js';

export function resolveWifi(topology: AnyTopology): { [ssid: string]: ResolvedWifi } {
  return recordOf(
    Object.entries(topology.wifi ?? {}).map(([ssid, wifi]) => [
      ssid,
      { ssid, network: wifi.network, psk: wifi.psk, by: wifi.by ?? null },
    ]),
  );
}
