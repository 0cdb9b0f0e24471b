// Cilium: the cluster's network, its policies, and the addresses of services (docs.cilium.io).

import type { CiliumConfiguration } from '@groundplan/model';
import type { Component, ComponentContext, HelmValues } from '../component.js';
import { gatewayObjects } from '../gateway.js';
import { announcements } from './announcements.js';

export const cilium: Component<CiliumConfiguration> = {
  privileged: true,
  contribute: (release, context) => ({
    values: values(release.configuration, context),
    configs: [
      ...announcements(release, context),
      ...(release.configuration.gatewayApi ? gatewayObjects('cilium', null, context) : []),
    ],
  }),
};

function values(configuration: CiliumConfiguration, context: ComponentContext): HelmValues {
  return {
    ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList: [context.podCidr] } },
    // Two of them refuse to share a node.
    operator: { replicas: Math.min(2, context.nodes) },
    kubeProxyReplacement: configuration.kubeProxyReplacement,
    ...(configuration.kubeProxyReplacement ? apiServer(context) : {}),
    ...announcing(configuration, context),
    ...(configuration.gatewayApi ? { gatewayAPI: { enabled: true } } : {}),
    ...(configuration.hubble ? { hubble: { relay: { enabled: true }, ui: { enabled: true } } } : {}),
  };
}

/**
 * Without kube-proxy the service address of the API works only once Cilium does. Every node of k3s has a way to all servers
 * on port 6444 (cilium/cilium#19038); an address that kube-vip announces would wait for Cilium, as kube-vip's pods reach the API by its service.
 */
function apiServer({ api, distribution }: ComponentContext): HelmValues {
  if (distribution === 'k3s') return { k8sServiceHost: '127.0.0.1', k8sServicePort: 6444 };
  return { k8sServiceHost: api.address, k8sServicePort: api.port };
}

function announcing({ announce }: CiliumConfiguration, context: ComponentContext): HelmValues {
  const { loadBalancer, nodeInterfaces } = context;
  if (loadBalancer === null || announce === 'none') return {};
  if (announce === 'bgp') return { bgpControlPlane: { enabled: true } };
  return {
    l2announcements: { enabled: true },
    // Each service holds a lease that is renewed every few seconds (docs.cilium.io, L2 announcements, sizing).
    k8sClientRateLimit: { qps: 20, burst: 40 },
    // An interface that Cilium does not manage announces nothing, and naming one ends its own search.
    devices: [...new Set([...nodeInterfaces, ...loadBalancer.interfaces])].sort(),
  };
}
