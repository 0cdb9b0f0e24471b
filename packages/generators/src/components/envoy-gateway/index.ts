// Envoy Gateway: the Gateway API served by Envoy (gateway.envoyproxy.io).

import type { EnvoyGatewayConfiguration } from '@groundplan/model';
import type { ManifestOf } from '../../kubernetes/manifest.js';
import type { Component } from '../component.js';
import { gatewayObjects } from '../gateway.js';
import { ownKinds } from './own-kinds.js';

/** The chart has the kinds of the Gateway API and its own in one; the former belong to the component gateway-api. */
export const envoyGateway: Component<EnvoyGatewayConfiguration> = {
  skipsKinds: true,
  contribute: ({ version, configuration: { gatewayClass: name, address } }, context) => ({
    values: { crds: { enabled: false } },
    controllers: ownKinds(version),
    configs: [gatewayClass(name), ...gatewayObjects(name, address, context)],
  }),
};

const gatewayClass = (name: string): ManifestOf<'GatewayClass'> => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name },
  spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
});
