// The index of hosts that flake.nix maps over, and that other tools may read.
import { type Generator, printJson } from '@groundplan/engine';
import type { ResolvedHost } from '@groundplan/model';

export interface IndexSlice {
  readonly hosts: { readonly [name: string]: IndexEntry };
  /** In the order of promotion. */
  readonly environments: readonly string[];
}

export interface IndexEntry {
  readonly os: string;
  readonly system: string;
  readonly hardware: string;
  readonly description: string | null;
  readonly stateVersion: string | null;
  /** The NixOS release to build it from; null for other systems. */
  readonly release: string | null;
  /** The commit of nixpkgs to build it from instead of the release's; null for none. */
  readonly nixpkgs: string | null;
  readonly address: string | null;
  /** Null for systems that are not NixOS. */
  readonly sshPort: number | null;
  readonly router: boolean;
  readonly cluster: { readonly name: string; readonly role: string } | null;
}

export const hostsIndex: Generator<IndexSlice> = {
  name: 'hosts-index',
  slices: ({ hosts, environments }) => [
    {
      hosts: Object.fromEntries(Object.values(hosts).map((host) => [host.name, entryOf(host)])),
      environments: Object.keys(environments),
    },
  ],
  render: (slice) => [{ path: 'hosts/index.json', content: printJson(slice), from: ['hosts', 'environments'] }],
};

function entryOf(host: ResolvedHost): IndexEntry {
  const { os, system, hardware, description, stateVersion, address, router, node } = host;
  const release = host.nixos?.release ?? null;
  const cluster = node && { name: node.cluster, role: node.role };
  return {
    os,
    system,
    hardware,
    description,
    stateVersion,
    release,
    nixpkgs: host.nixos?.nixpkgs ?? null,
    address: address?.value ?? null,
    sshPort: host.nixos?.ssh.port ?? null,
    router,
    cluster,
  };
}
