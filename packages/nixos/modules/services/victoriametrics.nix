# VictoriaMetrics, which fetches the figures of the site's node exporters.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.services.victoriametrics;
in
{
  options.groundplan.services.victoriametrics = {
    enable = mkEnableOption "VictoriaMetrics";
    port = mkOption {
      type = types.port;
      default = 8428;
      description = "TCP port.";
    };
    local = mkOption {
      type = types.bool;
      default = false;
      description = "Whether only programs of this host may connect.";
    };
    retention = mkOption {
      type = types.strMatching "[1-9][0-9]*[dwy]";
      default = "90d";
      description = "How long figures are kept.";
    };
    scrape = mkOption {
      default = [ ];
      description = "The node exporters.";
      type = types.listOf (types.submodule {
        options = {
          host = mkOption {
            type = types.str;
            default = "";
            description = "Name of the host, which becomes the label instance.";
          };
          target = mkOption {
            type = types.str;
            default = "";
            description = "Address and port.";
          };
        };
      });
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = lib.all (one: one.host != "" && one.target != "") cfg.scrape;
        message = "groundplan.services.victoriametrics.scrape: an entry has no host or no target.";
      }
    ];
    services.victoriametrics = {
      enable = true;
      listenAddress = "${if cfg.local then "127.0.0.1" else ""}:${toString cfg.port}";
      retentionPeriod = cfg.retention;
      prometheusConfig.scrape_configs = lib.optional (cfg.scrape != [ ]) {
        job_name = "node";
        static_configs = map (one: { targets = [ one.target ]; labels.instance = one.host; }) cfg.scrape;
      };
    };
  };
}
