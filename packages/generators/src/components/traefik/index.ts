// Traefik: ingresses and routes, either of its own chart or the one that k3s installs (doc.traefik.io, docs.k3s.io).
import { printYaml } from '@groundplan/engine';
import type { TraefikConfiguration } from '@groundplan/model';
import type { ManifestOf } from '../../kubernetes/manifest.js';
import { addressAnnotation } from '../address.js';
import type { Component, ComponentContext, HelmValues } from '../component.js';
import { mergeSettings } from '../merge.js';

export const traefik: Component<TraefikConfiguration> = {
  builtIn: ({ mode }) => mode === 'k3s',
  contribute: (release, context) => {
    const settings = values(release.configuration, context);
    if (release.configuration.mode === 'standalone') return { values: settings };
    return { controllers: [chartConfig(mergeSettings(settings, release.values))] };
  },
};

function values(configuration: TraefikConfiguration, context: ComponentContext): HelmValues {
  const annotations = addressAnnotation(configuration.address, context);
  const service = { ...(Object.keys(annotations).length > 0 ? { annotations } : {}), ...clientAddresses(context) };
  return {
    ...(Object.keys(service).length > 0 ? { service } : {}),
    ...(configuration.httpsRedirect ? { additionalArguments: toHttps } : {}),
    ...(configuration.gatewayApi ? gatewayValues(context) : {}),
    ...(context.wildcard
      ? { tlsStore: { default: { defaultCertificate: { secretName: context.wildcard.secret } } } }
      : {}),
  };
}

/** Requests keep the address they come from, which lists of networks are compared with; Cilium's announcements do not go with that. */
const clientAddresses = ({ addressedBy }: ComponentContext): HelmValues =>
  addressedBy === 'cilium' ? {} : { spec: { externalTrafficPolicy: 'Local' } };

/** The chart renamed its own setting for this twice (34, 39); Traefik's has one name, and k3s decides which chart it is. */
const redirect = '--entryPoints.web.http.redirections.entryPoint';
const toHttps = [`${redirect}.to=:443`, `${redirect}.scheme=https`, `${redirect}.permanent=true`];

/** The chart makes the gateway, on the ports its pods listen on. */
function gatewayValues({ entry, domain, wildcard }: ComponentContext): HelmValues {
  const namespacePolicy = { from: 'All' };
  const web = { port: 8000, protocol: 'HTTP', namespacePolicy };
  const websecure = { port: 8443, protocol: 'HTTPS', hostname: `*.${domain}`, namespacePolicy };
  const listeners = wildcard
    ? { web, websecure: { ...websecure, certificateRefs: [{ kind: 'Secret', name: wildcard.secret }] } }
    : { web };
  const name = entry?.kind === 'gateway' ? { name: entry.name } : {};
  return { providers: { kubernetesGateway: { enabled: true } }, gateway: { ...name, listeners } };
}

/** k3s' Helm controller reads it before it installs its own Traefik. */
function chartConfig(settings: HelmValues): ManifestOf<'HelmChartConfig'> {
  return {
    apiVersion: 'helm.cattle.io/v1',
    kind: 'HelmChartConfig',
    metadata: { name: 'traefik', namespace: 'kube-system' },
    spec: { valuesContent: printYaml(settings) },
  };
}
