# Figures of the host for VictoriaMetrics or Prometheus.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.services.nodeExporter;
in
{
  options.groundplan.services.nodeExporter = {
    enable = mkEnableOption "the node exporter";
    port = mkOption {
      type = types.port;
      default = 9100;
      description = "TCP port.";
    };
    local = mkOption {
      type = types.bool;
      default = false;
      description = "Whether only programs of this host may connect.";
    };
    collectors = mkOption {
      type = types.listOf types.str;
      default = [ "systemd" ];
      description = "Collectors beyond the default ones.";
    };
  };

  config = mkIf cfg.enable {
    services.prometheus.exporters.node = {
      enable = true;
      inherit (cfg) port;
      listenAddress = if cfg.local then "127.0.0.1" else "[::]";
      enabledCollectors = cfg.collectors;
      openFirewall = false;
    };
  };
}
