// Catalogue: the pod network, load balancers, ingress and gateways.
import * as z from 'zod';
import { ipAddress, ipv4, matching, name } from '../../value.js';
import type {
  CiliumConfiguration,
  EnvoyGatewayConfiguration,
  GatewayApiConfiguration,
  KubeVipConfiguration,
  MetallbConfiguration,
  NoConfiguration,
  TraefikConfiguration,
} from '../configurations.js';
import { always, type CatalogueEntry } from './entry.js';

const asn = z.int().min(1).max(4294967295);
const bgp = z.strictObject({
  localAsn: asn,
  peers: z.array(z.strictObject({ address: ipAddress, asn })).min(1),
});
const announcing = { announce: z.enum(['l2', 'bgp', 'none']).optional(), bgp: bgp.optional() };
const address = z.union([z.int(), ipv4], { error: 'Expected an address of the load balancer’s pool, such as 210.' });

const gatewayGroup = 'gateway.networking.k8s.io';

/** CRDs: cilium/cilium pkg/k8s/apis/cilium.io/client/crds; v2 of pools and BGP is served from 1.18 on, before which nothing was checked. */
export const cilium: CatalogueEntry<CiliumConfiguration> = {
  name: 'cilium',
  namespace: 'kube-system',
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://helm.cilium.io', chart: 'cilium' },
  apis: [
    {
      group: 'cilium.io',
      kinds: {
        ...always(
          'v2',
          'CiliumNetworkPolicy',
          'CiliumClusterwideNetworkPolicy',
          'CiliumCIDRGroup',
          'CiliumLoadBalancerIPPool',
          'CiliumBGPClusterConfig',
          'CiliumBGPPeerConfig',
          'CiliumBGPAdvertisement',
          'CiliumBGPNodeConfigOverride',
        ),
        ...always('v2alpha1', 'CiliumL2AnnouncementPolicy'),
      },
    },
  ],
  needs: ({ gatewayApi }) => (gatewayApi ? [gatewayGroup] : []),
  configuration: z.object({
    ...announcing,
    kubeProxyReplacement: z.boolean().optional(),
    gatewayApi: z.boolean().optional(),
    hubble: z.boolean().optional(),
  }),
  defaults: { announce: 'l2', bgp: null, kubeProxyReplacement: true, gatewayApi: false, hubble: false },
  oldest: '1.18.0',
};

/** traefik/traefik-helm-chart README: Gateway API CRDs are no longer shipped with the chart. k3s brings its own Traefik. The kinds: traefik.io/v1alpha1. */
export const traefik: CatalogueEntry<TraefikConfiguration> = {
  name: 'traefik',
  namespace: 'traefik',
  builtInto: ({ mode }) => (mode === 'k3s' ? 'kube-system' : undefined),
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://traefik.github.io/charts', chart: 'traefik' },
  apis: [
    {
      group: 'traefik.io',
      kinds: always(
        'v1alpha1',
        'IngressRoute',
        'IngressRouteTCP',
        'IngressRouteUDP',
        'Middleware',
        'MiddlewareTCP',
        'ServersTransport',
        'ServersTransportTCP',
        'TLSOption',
        'TLSStore',
        'TraefikService',
      ),
    },
  ],
  needs: ({ gatewayApi }) => (gatewayApi ? [gatewayGroup] : []),
  configuration: z.object({
    mode: z.enum(['standalone', 'k3s']).optional(),
    gatewayApi: z.boolean().optional(),
    httpsRedirect: z.boolean().optional(),
    address: address.optional(),
  }),
  defaults: { mode: 'standalone', gatewayApi: false, httpsRedirect: true, address: null },
  insteadOf: ({ mode }) => (mode === 'standalone' ? 'traefik' : undefined),
  /** Charts before 28 install Traefik 2, which has other groups. */
  oldest: '28.0.0',
};

/**
 * gateway.envoyproxy.io/docs/install/install-helm: the chart is at oci://docker.io/envoyproxy/gateway-helm, its Gateway API
 * CRDs are left to the component gateway-api, so that one release owns them. That the kinds are complete was not checked.
 */
export const envoyGateway: CatalogueEntry<EnvoyGatewayConfiguration> = {
  name: 'envoy-gateway',
  namespace: 'envoy-gateway-system',
  layer: 'controllers',
  source: { kind: 'oci', url: 'oci://docker.io/envoyproxy/gateway-helm' },
  apis: [
    {
      group: 'gateway.envoyproxy.io',
      kinds: always(
        'v1alpha1',
        'EnvoyProxy',
        'ClientTrafficPolicy',
        'BackendTrafficPolicy',
        'SecurityPolicy',
        'EnvoyPatchPolicy',
        'EnvoyExtensionPolicy',
        'Backend',
        'HTTPRouteFilter',
      ),
    },
  ],
  needs: () => [gatewayGroup],
  configuration: z.object({ gatewayClass: name.optional(), address: address.optional() }),
  defaults: { gatewayClass: 'envoy', address: null },
};

/** kubernetes-sigs/gateway-api config/crd; release notes of 1.0 (v1), 1.1 (GRPCRoute), 1.2 (v1alpha2 gone), 1.4 (BackendTLSPolicy). */
export const gatewayApi: CatalogueEntry<GatewayApiConfiguration> = {
  name: 'gateway-api',
  namespace: 'gateway-api',
  layer: 'controllers',
  source: ({ channel }) => ({
    kind: 'git',
    url: 'https://github.com/kubernetes-sigs/gateway-api',
    path: `config/crd/${channel}`,
    holds: 'manifests',
  }),
  apis: [
    {
      group: gatewayGroup,
      kinds: {
        ...always('v1', 'Gateway', 'GatewayClass', 'HTTPRoute'),
        GRPCRoute: [
          { version: 'v1', from: '1.1.0' },
          { version: 'v1alpha2', until: '1.2.0' },
        ],
        ReferenceGrant: [{ version: 'v1beta1' }, { version: 'v1alpha2', until: '1.2.0' }],
        BackendTLSPolicy: [{ version: 'v1', from: '1.4.0' }],
      },
    },
  ],
  needs: () => [],
  configuration: z.object({ channel: z.enum(['standard', 'experimental']).optional() }),
  defaults: { channel: 'standard' },
  podless: true,
  oldest: '1.0.0',
};

/** metallb/metallb config/crd/bases; BGPPeer is v1beta2, the others v1beta1. The repository’s address was not looked up. */
export const metallb: CatalogueEntry<MetallbConfiguration> = {
  name: 'metallb',
  namespace: 'metallb-system',
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://metallb.github.io/metallb', chart: 'metallb' },
  apis: [
    {
      group: 'metallb.io',
      kinds: {
        ...always('v1beta1', 'IPAddressPool', 'L2Advertisement', 'BGPAdvertisement', 'Community', 'BFDProfile'),
        ...always('v1beta2', 'BGPPeer'),
      },
    },
  ],
  needs: () => [],
  configuration: z.object(announcing),
  defaults: { announce: 'l2', bgp: null },
  insteadOf: () => 'servicelb',
};

/** kube-vip/helm-charts README. Its README now names https://kube-vip.io/helm-charts/. */
export const kubeVip: CatalogueEntry<KubeVipConfiguration> = {
  name: 'kube-vip',
  namespace: 'kube-system',
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://kube-vip.io/helm-charts/', chart: 'kube-vip' },
  apis: [],
  needs: () => [],
  configuration: z.object({ services: z.boolean().optional() }),
  defaults: { services: false },
  insteadOf: ({ services }) => (services ? 'servicelb' : undefined),
};

/** kubernetes/ingress-nginx README: no releases, bug fixes or security fixes after March 2026. The chart’s address was not looked up. */
export const ingressNginx: CatalogueEntry<NoConfiguration> = {
  name: 'ingress-nginx',
  namespace: 'ingress-nginx',
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://kubernetes.github.io/ingress-nginx', chart: 'ingress-nginx' },
  apis: [],
  needs: () => [],
  configuration: z.object({}),
  defaults: {},
  retired: { since: 'March 2026', successor: 'the Gateway API: envoy-gateway, or cilium with gatewayApi: true' },
};

/** An absolute path without surprises for shells and YAML. */
export const folder = matching(
  /^(\/[A-Za-z0-9._-]+)+$/,
  'folder',
  'Write an absolute path, such as /var/lib/longhorn.',
);
