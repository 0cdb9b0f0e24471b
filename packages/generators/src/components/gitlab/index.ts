// GitLab, without the ingress controller, certificates and monitoring it would bring (docs.gitlab.com/charts).

import type { GitlabConfiguration } from '@groundplan/model';
import type { Component, ComponentContext, HelmValues } from '../component.js';

export const gitlab: Component<GitlabConfiguration> = {
  contribute: ({ configuration }, context) => ({ values: values(configuration, context) }),
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
    },
  };
}

/** TLS ends at the entry, which has the certificate for all names below the domain. */
function ingress({ entry }: ComponentContext): HelmValues {
  const base = { configureCertmanager: false, tls: { enabled: false } };
  if (entry?.kind !== 'ingress') return { ...base, enabled: false };
  return { ...base, class: entry.className, provider: entry.className };
}
