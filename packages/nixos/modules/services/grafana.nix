# Grafana over the site's figures.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.services.grafana;
  credentials = lib.filterAttrs (_: file: file != null) {
    admin-password = cfg.adminPasswordFile;
    secret-key = cfg.secretKeyFile;
  };
  # Grafana reads a value from a file by this notation; systemd puts the file there for it alone.
  credential = name: "$__file{/run/credentials/grafana.service/${name}}";
in
{
  options.groundplan.services.grafana = {
    enable = mkEnableOption "Grafana";
    port = mkOption {
      type = types.port;
      default = 3000;
      description = "TCP port.";
    };
    local = mkOption {
      type = types.bool;
      default = false;
      description = "Whether only programs of this host may connect.";
    };
    domain = mkOption {
      type = types.str;
      default = "localhost";
      description = "The name browsers reach it by.";
    };
    adminPasswordFile = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "File with the first password of the user admin.";
    };
    secretKeyFile = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "File with the key that encrypts what Grafana stores; it may never change.";
    };
    metricsUrl = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "Address of VictoriaMetrics; null for none.";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = lib.all (file: !lib.hasPrefix "/nix/store/" file) (lib.attrValues credentials);
        message = "groundplan.services.grafana: secrets must be in files outside the Nix store, which everybody may read.";
      }
    ];
    services.grafana = {
      enable = true;
      settings = {
        server = {
          http_addr = if cfg.local then "127.0.0.1" else "";
          http_port = cfg.port;
          inherit (cfg) domain;
        };
        analytics = {
          reporting_enabled = false;
          check_for_updates = false;
        };
        users.allow_sign_up = false;
        security = lib.optionalAttrs (cfg.adminPasswordFile != null) { admin_password = credential "admin-password"; }
          // lib.optionalAttrs (cfg.secretKeyFile != null) { secret_key = credential "secret-key"; };
      };
      provision = mkIf (cfg.metricsUrl != null) {
        enable = true;
        datasources.settings.datasources = [
          {
            name = "VictoriaMetrics";
            type = "prometheus";
            url = cfg.metricsUrl;
            isDefault = true;
          }
        ];
      };
    };
    systemd.services.grafana.serviceConfig = mkIf (credentials != { }) {
      LoadCredential = lib.mapAttrsToList (name: file: "${name}:${file}") credentials;
    };
  };
}
