// The plan of an experiment: everything that is known before there is a network; plain JSON.
import type { ResolvedTopology } from '@groundplan/model';
import type { Tools } from './commands.js';
import type { HostFiles } from './host-files.js';
import type { MachineTools } from './vm/machine-tools.js';

/** By host. */
export type SiteFiles = { readonly [host: string]: HostFiles };

export interface Plan {
  readonly topology: ResolvedTopology;
  readonly files: SiteFiles;
  readonly tools: Tools;
  /**
   * The virtual machine for the routers, set up by systemd-networkd, and the switch between them and the stations;
   * null: the routers are namespaces with an interface per network.
   */
  readonly machine: MachineTools | null;
  /** How long silence means closed, in milliseconds. */
  readonly timeout: number;
  readonly keepGoing: boolean;
  /** Tried instead of those that the policy names; null for these. */
  readonly ports: readonly number[] | null;
  /** How many flows are tried at most; null for all. */
  readonly most: number | null;
}
