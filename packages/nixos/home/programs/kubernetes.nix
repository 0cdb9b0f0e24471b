# kubectl and what goes with it; the clusters come from groundplan.home.kubeconfigs.
{
  config,
  lib,
  pkgs,
  ...
}:
{
  options.groundplan.home.programs.kubernetes.enable = lib.mkEnableOption "tools for Kubernetes";

  config = lib.mkIf config.groundplan.home.programs.kubernetes.enable {
    home.packages = [
      pkgs.fluxcd
      pkgs.kubectl
      pkgs.kubectx
      pkgs.kustomize
    ];
    programs.k9s.enable = true;
  };
}
