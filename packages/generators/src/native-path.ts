// The native configuration of hosts that are no NixOS: a tree below generated/etc, ready to be copied to /etc.
import { generatedPath } from './nix-module.js';

export function etcPath(host: string, file: string): string {
  return generatedPath(host, `etc/${file}`);
}
