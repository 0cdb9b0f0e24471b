// The Gateway API's own kinds, for controllers that do not bring them (gateway-api.sigs.k8s.io); the channel is in the source.

import type { GatewayApiConfiguration } from '@groundplan/model';
import type { Component } from '../component.js';

export const gatewayApi: Component<GatewayApiConfiguration> = { contribute: () => ({}) };
