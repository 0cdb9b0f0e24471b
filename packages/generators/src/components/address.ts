// How a service asks for one address of the pool: every load balancer reads an annotation of its own.
import type { ComponentContext } from './component.js';

const annotations = {
  cilium: 'lbipam.cilium.io/ips',
  metallb: 'metallb.io/loadBalancerIPs',
  'kube-vip': 'kube-vip.io/loadbalancerIPs',
} as const;

/** Empty when no address is asked for, or nobody reads the wish. */
export function addressAnnotation(
  address: string | null,
  { addressedBy }: Pick<ComponentContext, 'addressedBy'>,
): { [annotation: string]: string } {
  return address === null || addressedBy === null ? {} : { [annotations[addressedBy]]: address };
}
