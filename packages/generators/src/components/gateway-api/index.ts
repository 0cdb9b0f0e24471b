// The Gateway API's own kinds, for controllers that do not bring them (gateway-api.sigs.k8s.io); the channel is in the source.
import type { Component } from '../component.js';
import type { GatewayApiConfiguration } from '../configurations.js';

export const gatewayApi: Component<GatewayApiConfiguration> = { contribute: () => ({}) };
