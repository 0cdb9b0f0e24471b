// Envoy Gateway: the Gateway API served by Envoy (gateway.envoyproxy.io).
import type { ManifestOf } from '../../kubernetes/manifest.js';
import type { Component } from '../component.js';
import type { EnvoyGatewayConfiguration } from '../configurations.js';
import { gatewayObjects } from '../gateway.js';

export const envoyGateway: Component<EnvoyGatewayConfiguration> = {
  contribute: ({ configuration: { gatewayClass: name, address } }, context) => ({
    // The kinds of the Gateway API belong to the component gateway-api.
    values: { crds: { gatewayAPI: { enabled: false } } },
    configs: [gatewayClass(name), ...gatewayObjects(name, address, context)],
  }),
};

const gatewayClass = (name: string): ManifestOf<'GatewayClass'> => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name },
  spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
});
