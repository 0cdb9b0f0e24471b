// What OpenWrt calls the ports of a switch.
import type { ResolvedPort } from '@groundplan/model';

/** A Linux interface name: IFNAMSIZ allows 15 bytes; a colon, a dot or a star would mean something else to UCI's ports. */
const interfaceName = /^[A-Za-z][A-Za-z0-9_-]{0,14}$/;

/**
 * By port: OpenWrt's drivers for managed switches call the port with the number 3 lan3 (its device trees); other names stay.
 * Null when a port cannot have its name there, as with ge-0.0.1, or two would have the same.
 */
export function openWrtPorts(ports: readonly ResolvedPort[]): ReadonlyMap<string, string> | null {
  const names = new Map(ports.map(({ name }) => [name, /^\d+$/.test(name) ? `lan${name}` : name]));
  const given = [...names.values()];
  return given.every((name) => interfaceName.test(name)) && new Set(given).size === given.length ? names : null;
}
