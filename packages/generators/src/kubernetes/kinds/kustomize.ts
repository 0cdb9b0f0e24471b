// The file Kustomize reads in every directory (kustomize.config.k8s.io/v1beta1), as far as it is written here.
export interface KustomizationFile {
  readonly apiVersion: 'kustomize.config.k8s.io/v1beta1';
  readonly kind: 'Kustomization';
  readonly namespace?: string;
  readonly nameSuffix?: string;
  readonly configurations?: readonly string[];
  readonly resources: readonly string[];
  readonly patches?: readonly { readonly path: string }[];
  readonly images?: readonly KustomizeImage[];
}

export interface KustomizeImage {
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  /** sha256:… */
  readonly digest?: string;
}

/** Where names of other objects stand in kinds that Kustomize does not know (its nameReference transformer). */
export interface NameReferences {
  readonly nameReference: readonly NameReference[];
}

interface NameReference {
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly fieldSpecs: readonly { readonly kind: string; readonly group: string; readonly path: string }[];
}
