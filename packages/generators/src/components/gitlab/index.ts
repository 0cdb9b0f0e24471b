// GitLab, without the proxy, certificates and monitoring it would bring (docs.gitlab.com/charts).

import type { GitlabConfiguration } from '@groundplan/model';
import type { Component, ComponentContext, HelmValues } from '../component.js';
import { mergeSettings } from '../merge.js';
import { outside } from './outside.js';

export const gitlab: Component<GitlabConfiguration> = {
  contribute: ({ configuration }, context) => ({
    values: [outside(configuration), routes(context)].reduce(mergeSettings, values(configuration, context)),
  }),
};

function values({ host, edition }: GitlabConfiguration, context: ComponentContext): HelmValues {
  return {
    installCertmanager: false,
    'nginx-ingress': { enabled: false },
    prometheus: { install: false },
    'gitlab-runner': { install: false },
    global: {
      edition,
      hosts: {
        domain: context.domain,
        https: context.wildcard !== null,
        gitlab: { name: host },
      },
      ingress: ingress(context),
      gatewayApi: gatewayApi(context),
    },
  };
}

/** TLS ends at the entry, which has the certificate for all names below the domain. */
function ingress({ entry }: ComponentContext): HelmValues {
  const base = { configureCertmanager: false, tls: { enabled: false } };
  if (entry?.kind !== 'ingress') return { ...base, enabled: false };
  return { ...base, enabled: true, class: entry.className, provider: entry.className };
}

/** Since version 10 the chart would bring a gateway, Envoy and an issuer of its own (docs.gitlab.com/charts/advanced/gateway-api). */
function gatewayApi({ entry }: ComponentContext): HelmValues {
  const base = { installEnvoy: false, configureCertmanager: false };
  if (entry?.kind !== 'gateway') return { ...base, enabled: false };
  return { ...base, enabled: true, gatewayRef: { name: entry.name, namespace: entry.namespace } };
}

/** The chart asks for listeners by names of its own, and for one of SSH, which a gateway of the site does not have. */
function routes({ entry, wildcard }: ComponentContext): HelmValues {
  if (entry?.kind !== 'gateway') return {};
  const gatewayRoute = { sectionName: wildcard === null ? 'http' : 'https' };
  return {
    gitlab: {
      webservice: { gatewayRoute },
      kas: { gatewayRoute },
      'gitlab-shell': { gatewayRoute: { enabled: false } },
    },
    registry: { gatewayRoute },
  };
}
