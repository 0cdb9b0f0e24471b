// Who signs: an ACME server such as Let's Encrypt, a certificate authority of one's own, or every certificate itself.

import type { AcmeIssuer, Issuer } from '@groundplan/model';
import type { ManifestOf } from '../../kubernetes/manifest.js';
import type { ComponentContext } from '../component.js';

type IssuerSpec = ManifestOf<'ClusterIssuer'>['spec'];
type Solver = NonNullable<NonNullable<IssuerSpec['acme']>['solvers']>[number];

export function issuerSpec(issuer: Issuer, context: ComponentContext): IssuerSpec {
  if (issuer.kind === 'self-signed') return { selfSigned: {} };
  if (issuer.kind === 'ca') return { ca: { secretName: issuer.keyPair } };
  return {
    acme: {
      server: issuer.server ?? 'https://acme-v02.api.letsencrypt.org/directory',
      email: issuer.email,
      privateKeySecretRef: { name: 'acme-account' },
      solvers: [solver(issuer, context)],
    },
  };
}

function solver({ solver: by }: AcmeIssuer, { domains, entry }: ComponentContext): Solver {
  if (by.kind === 'http01') return { http01: httpChallenge(entry) };
  const selector = { dnsZones: [...domains] };
  if (by.kind === 'cloudflare')
    return { dns01: { cloudflare: { apiTokenSecretRef: { name: by.token, key: secretKey } } }, selector };
  const rfc2136 = {
    nameserver: by.nameserver,
    tsigKeyName: by.keyName,
    tsigAlgorithm: 'HMACSHA256',
    tsigSecretSecretRef: { name: by.key, key: secretKey },
  };
  return { dns01: { rfc2136 }, selector };
}

/** Of the one value in a secret. */
const secretKey = 'value';

function httpChallenge(entry: ComponentContext['entry']): NonNullable<Solver['http01']> {
  if (entry?.kind === 'gateway')
    return { gatewayHTTPRoute: { parentRefs: [{ kind: 'Gateway', name: entry.name, namespace: entry.namespace }] } };
  return { ingress: entry ? { ingressClassName: entry.className } : {} };
}
