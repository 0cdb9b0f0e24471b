# Vector sends the host's journal and figures where they are kept.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkIf mkOption optionalAttrs types;
  cfg = config.groundplan.services.vector;
  hasMetrics = cfg.metricsUrl != null;
  hasLogs = cfg.logsUrl != null;
in
{
  options.groundplan.services.vector = {
    enable = mkEnableOption "Vector";
    metricsUrl = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "Address of the VictoriaMetrics that gets the host's figures.";
    };
    logsUrl = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "Loki-compatible address that gets the journal.";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = hasMetrics || hasLogs;
        message = "groundplan.services.vector: there is nowhere to send to; set metricsUrl or logsUrl.";
      }
    ];
    services.vector = {
      enable = true;
      journaldAccess = hasLogs;
      settings = {
        sources = optionalAttrs hasMetrics { host = { type = "host_metrics"; scrape_interval_secs = 30; }; }
          // optionalAttrs hasLogs { journal = { type = "journald"; }; };
        sinks = optionalAttrs hasMetrics {
          metrics = {
            type = "prometheus_remote_write";
            inputs = [ "host" ];
            endpoint = "${cfg.metricsUrl}/api/v1/write";
          };
        } // optionalAttrs hasLogs {
          logs = {
            type = "loki";
            inputs = [ "journal" ];
            endpoint = cfg.logsUrl;
            encoding.codec = "json";
            labels = { host = "{{ host }}"; unit = "{{ _SYSTEMD_UNIT }}"; };
          };
        };
      };
    };
  };
}
