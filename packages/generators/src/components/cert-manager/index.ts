// cert-manager: certificates that renew themselves (cert-manager.io/docs).

import type { CertManagerConfiguration, Issuer } from '@groundplan/model';
import type { Manifest, ManifestOf } from '../../kubernetes/manifest.js';
import type { Component, ComponentContext, ComponentRelease, HelmValues } from '../component.js';
import { served } from '../served.js';
import { issuerSpec } from './issuer.js';

export const certManager: Component<CertManagerConfiguration> = {
  contribute: (release, context) => ({
    values: { crds: { enabled: true }, ...gatewayValues(release.configuration.issuer, context) },
    configs: configs(release, context),
  }),
};

type Release = ComponentRelease<CertManagerConfiguration>;

function configs(release: Release, context: ComponentContext): Manifest[] {
  const { issuer, wildcard } = release.configuration;
  if (issuer === null) return [];
  const signed = wildcard ? wildcardCertificate(release, context) : [];
  return [clusterIssuer(release, issuer, context), ...signed];
}

/** The only issuer; what hand-written certificates refer to. */
const issuerName = 'default';

function clusterIssuer(release: Release, issuer: Issuer, context: ComponentContext): ManifestOf<'ClusterIssuer'> {
  return {
    apiVersion: served(release, 'ClusterIssuer', 'cert-manager.io/v1'),
    kind: 'ClusterIssuer',
    metadata: { name: issuerName },
    spec: issuerSpec(issuer, context),
  };
}

function wildcardCertificate(release: Release, { domains, wildcard }: ComponentContext): Manifest[] {
  if (wildcard === null) return [];
  return [
    {
      apiVersion: served(release, 'Certificate', 'cert-manager.io/v1'),
      kind: 'Certificate',
      metadata: { name: wildcard.secret, namespace: wildcard.namespace },
      spec: {
        secretName: wildcard.secret,
        dnsNames: domains.flatMap((domain) => [domain, `*.${domain}`]),
        privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Always' },
        issuerRef: { kind: 'ClusterIssuer', name: issuerName },
      },
    },
  ];
}

/** Answers to HTTP challenges through a gateway are a feature to switch on. */
function gatewayValues(issuer: Issuer | null, { entry }: ComponentContext): HelmValues {
  if (issuer?.kind !== 'acme' || issuer.solver.kind !== 'http01' || entry?.kind !== 'gateway') return {};
  return {
    config: {
      apiVersion: 'controller.config.cert-manager.io/v1alpha1',
      kind: 'ControllerConfiguration',
      enableGatewayAPI: true,
    },
  };
}
