// What the start script of a phone reads (tools/phones/start-agent.sh): the settings of its k3s agent, and where it is on the network.
import { type Generator, printJson } from '@groundplan/engine';
import { type K3sSettings, type K3sSlice, k3sSettings, k3sSlice } from '../k3s-settings.js';
import { generatedPath } from '../nix-module.js';

export interface PhoneAgent {
  /** The interface that has the address `node-ip`. */
  readonly interface: string;
  /** Flags of `k3s agent`; the token is none of them. */
  readonly k3s: K3sSettings;
}

export const androidK3s: Generator<K3sSlice> = {
  name: 'android-k3s',
  slices: (topology) =>
    Object.values(topology.hosts)
      .filter(({ os, node }) => os === 'android' && node?.role === 'agent')
      .flatMap((host) => k3sSlice(host, topology)),
  render: (slice) => [
    {
      path: generatedPath(slice.name, 'k3s-agent.json'),
      content: printJson(phoneAgent(slice)),
      from: [`hosts.${slice.name}`, `clusters.${slice.cluster.name}`],
    },
  ],
};

/** Without the file of the token: where secrets are on a phone is not known here. */
function phoneAgent(slice: K3sSlice): PhoneAgent {
  const { 'token-file': _, ...k3s } = k3sSettings(slice);
  return { interface: slice.node.interface, k3s };
}
