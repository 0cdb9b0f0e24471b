# The services a host may run beside Kubernetes; none opens a port in the firewall, which follows the site's policy.
{ config, lib, ... }:
let
  cfg = config.groundplan.services;
  used = lib.concatMap (service: lib.optionals service.enable service.ports) [
    { inherit (cfg.dns) enable; ports = [ 53 ]; }
    { inherit (cfg.grafana) enable; ports = [ cfg.grafana.port ]; }
    { inherit (cfg.nodeExporter) enable; ports = [ cfg.nodeExporter.port ]; }
    { inherit (cfg.syncthing) enable; ports = [ cfg.syncthing.port cfg.syncthing.guiPort ]; }
    { inherit (cfg.vaultwarden) enable; ports = [ cfg.vaultwarden.port ]; }
    { inherit (cfg.victoriametrics) enable; ports = [ cfg.victoriametrics.port ]; }
    { inherit (config.services.openssh) enable; inherit (config.services.openssh) ports; }
  ];
in
{
  imports = [
    ./dns.nix
    ./grafana.nix
    ./node-exporter.nix
    ./syncthing.nix
    ./vaultwarden.nix
    ./vector.nix
    ./victoriametrics.nix
  ];

  config.assertions = [
    {
      assertion = lib.unique used == used;
      message = "groundplan.services: two services use one port (${lib.concatMapStringsSep ", " toString used}).";
    }
  ];
}
