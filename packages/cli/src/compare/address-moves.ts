// Addresses and names under which the world reaches something, and that move.
import { titleOf } from '../render/kubernetes-object.js';
import type { ChangedObject, Differences } from './compare.js';
import type { Danger } from './dangers.js';
import type { FieldChange, FieldPath } from './field-changes.js';
import { printPath, printValue } from './print-field.js';

/** Annotations and values of charts, wherever they stand. */
const addressKeys = new Set([
  'lbipam.cilium.io/ips',
  'io.cilium/lb-ipam-ips',
  'lbipam.cilium.io/sharing-key',
  'metallb.io/loadBalancerIPs',
  'metallb.io/address-pool',
  'metallb.universe.tf/loadBalancerIPs',
  'metallb.universe.tf/address-pool',
  'kube-vip.io/loadbalancerIPs',
  'external-dns.alpha.kubernetes.io/hostname',
  'k8sServiceHost',
  'loadBalancerIP',
  'loadBalancerIPs',
]);

/** Below these paths of a kind; * is any one step. */
const addressPaths: { readonly [kind: string]: readonly string[] } = {
  CiliumLoadBalancerIPPool: ['spec.blocks', 'spec.cidrs'],
  DaemonSet: [
    'spec.template.spec.containers.*.env.[address].value',
    'spec.template.spec.containers.*.env.[vip_address].value',
  ],
  Gateway: ['spec.addresses', 'spec.listeners.*.hostname'],
  GRPCRoute: ['spec.hostnames'],
  // kube-vip, GitLab
  HelmRelease: ['spec.values.config.address', 'spec.values.global.hosts'],
  HTTPRoute: ['spec.hostnames'],
  IPAddressPool: ['spec.addresses'],
  Ingress: ['spec.rules.*.host', 'spec.rules'],
  IngressRoute: ['spec.routes.*.match'],
  Service: ['spec.externalIPs'],
  TLSRoute: ['spec.hostnames'],
};

export function addressMoves({ changed }: Differences): Danger[] {
  return changed.flatMap((one) => one.fields.filter((field) => isMove(field, one)).map((field) => danger(field, one)));
}

/** A first address, or one that nobody had, takes nothing from anybody. */
function isMove({ path, before, reordered }: FieldChange, { after }: ChangedObject): boolean {
  if (before === undefined || reordered) return false;
  if (addressKeys.has(path.at(-1) ?? '')) return true;
  if (after.kind === 'Service' && path.join('.') === 'spec.type') return before === 'LoadBalancer';
  return (addressPaths[after.kind] ?? []).some((pattern) => matches(path, pattern.split('.')));
}

/** Rules of an Ingress matter as a whole only: what changes inside them is no address. */
function matches(path: FieldPath, pattern: readonly string[]): boolean {
  const exact = pattern.join('.') === 'spec.rules';
  if (path.length < pattern.length || (exact && path.length > pattern.length + 1)) return false;
  return pattern.every((step, at) => step === '*' || step === path[at]);
}

function danger({ path, before, after }: FieldChange, { after: object }: ChangedObject): Danger {
  const message =
    after === undefined
      ? `gives up ${printPath(path)} ${printValue(before)}`
      : `moves ${printPath(path)} from ${printValue(before)} to ${printValue(after)}`;
  return { code: 'address-moved', object: titleOf(object), message };
}
