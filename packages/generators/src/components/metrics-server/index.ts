// metrics-server: how busy pods and nodes are, for kubectl top and autoscaling (github.com/kubernetes-sigs/metrics-server).

import type { MetricsServerConfiguration } from '@groundplan/model';
import type { Component } from '../component.js';

export const metricsServer: Component<MetricsServerConfiguration> = {
  contribute: ({ configuration: { insecureKubelet } }) => ({
    values: insecureKubelet ? { args: ['--kubelet-insecure-tls'] } : {},
  }),
};
