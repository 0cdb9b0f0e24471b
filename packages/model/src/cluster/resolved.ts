// The resolved form of what only a k0s cluster has.

export type K0sRole = 'controller' | 'controller+worker' | 'worker';

export interface ResolvedK0s {
  /** custom: Cilium is the pods' network. */
  readonly networkProvider: 'kuberouter' | 'custom';
  /** The address of the API that moves between controllers; workers and joining nodes use it. */
  readonly externalAddress: string | null;
  /** Without such an address, workers reach every controller by a proxy of their own. */
  readonly nodeLocalLoadBalancing: boolean;
  /** By host. */
  readonly nodes: { readonly [host: string]: ResolvedK0sNode };
}

export interface ResolvedK0sNode {
  readonly role: K0sRole;
  /** Null for the controller that creates the cluster. */
  readonly tokenFile: string | null;
}
