// node-exporter: metrics of every node's hardware and kernel for Prometheus (github.com/prometheus/node_exporter).

import type { NoConfiguration } from '@groundplan/model';
import type { Component } from '../component.js';

export const nodeExporter: Component<NoConfiguration> = {
  privileged: true,
  // On nodes with taints too.
  contribute: () => ({ values: { tolerations: [{ operator: 'Exists' }] } }),
};
