// Trees of clusters/ for tests of what is made of them: one component and one app in review and prod, as the generators lay them out.

export type Files = { readonly [path: string]: string };

const kustomization = (...resources: readonly string[]) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.map((one) => `  - ${one}\n`).join('')}`;

const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: cert-manager
  namespace: cert-manager
spec:
  interval: 1h
  chartRef:
    kind: OCIRepository
    name: cert-manager
`;

const source = `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: cert-manager
  namespace: cert-manager
spec:
  interval: 1h
  url: oci://quay.io/jetstack/charts/cert-manager
`;

const version = (tag: string) => `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: cert-manager
  namespace: cert-manager
spec:
  ref:
    tag: ${tag}
`;

const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;

const app = `apiVersion: v1
kind: Service
metadata:
  name: demo
spec:
  ports:
    - name: http
      port: 80
  selector:
    app: demo
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: demo
spec:
  selector:
    matchLabels:
      app: demo
  template:
    metadata:
      labels:
        app: demo
    spec:
      containers:
        - name: demo
          image: ghcr.io/example/demo:1.0.0
`;

const flux = (environment: string) =>
  ['controllers', 'apps']
    .map(
      (layer) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${environment}-${layer}
  namespace: flux-system
spec:
  interval: 1h
  path: ./clusters/${environment}/${layer}
  prune: true
  sourceRef:
    kind: GitRepository
    name: infra
`,
    )
    .join('---\n');

function environmentFiles(environment: string, owns: boolean): Files {
  const folder = `clusters/${environment}`;
  const controllers: Files = {
    [`${folder}/controllers/kustomization.yaml`]: kustomization('cert-manager'),
    [`${folder}/controllers/cert-manager/kustomization.yaml`]: `${kustomization('../../../base/controllers/cert-manager', 'objects.yaml')}patches:\n  - path: patch.yaml\n`,
    [`${folder}/controllers/cert-manager/objects.yaml`]: namespace('cert-manager'),
    [`${folder}/controllers/cert-manager/patch.yaml`]: version('v1.20.2'),
  };
  return {
    [`${folder}/kustomization.yaml`]: kustomization('flux', ...(owns ? ['controllers'] : []), 'apps'),
    [`${folder}/flux/kustomization.yaml`]: kustomization('layers.yaml'),
    [`${folder}/flux/layers.yaml`]: flux(environment),
    ...(owns ? controllers : {}),
    [`${folder}/apps/kustomization.yaml`]: kustomization('demo'),
    [`${folder}/apps/demo/kustomization.yaml`]: `${kustomization('../../../apps/demo', 'objects.yaml')}namespace: demo-${environment}\nnameSuffix: -${environment}\n`,
    [`${folder}/apps/demo/objects.yaml`]: namespace('demo'),
  };
}

/** What kustomize can build: prod owns the cluster, review shares it. */
export const clusterTree: Files = {
  'clusters/base/controllers/cert-manager/kustomization.yaml': kustomization('objects.yaml'),
  'clusters/base/controllers/cert-manager/objects.yaml': `${release}---\n${source}`,
  'clusters/apps/demo/kustomization.yaml': kustomization('app.yaml'),
  'clusters/apps/demo/app.yaml': app,
  ...environmentFiles('review', false),
  ...environmentFiles('staging', false),
  ...environmentFiles('prod', true),
};
