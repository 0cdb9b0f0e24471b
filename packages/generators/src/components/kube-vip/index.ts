// kube-vip: an address for the API that moves to a server that lives, and addresses for services (kube-vip.io).

import type { KubeVipConfiguration } from '@groundplan/model';
import type { Component, ComponentContext, HelmValues } from '../component.js';

export const kubeVip: Component<KubeVipConfiguration> = {
  privileged: true,
  contribute: ({ configuration }, context) => ({ values: values(configuration, context) }),
};

/** Environment variables are text. */
function values({ services }: KubeVipConfiguration, { api }: ComponentContext): HelmValues {
  return {
    config: { address: api.address },
    env: {
      cp_enable: 'true',
      lb_enable: 'false',
      lb_port: `${api.port}`,
      svc_enable: `${services}`,
      vip_arp: 'true',
      vip_leaderelection: 'true',
    },
    nodeSelector: { 'node-role.kubernetes.io/control-plane': 'true' },
  };
}
