# Vaultwarden, with consistent copies of its database for the backup.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.services.vaultwarden;
in
{
  options.groundplan.services.vaultwarden = {
    enable = mkEnableOption "Vaultwarden";
    port = mkOption {
      type = types.port;
      default = 8222;
      description = "TCP port, without TLS: browsers want a proxy with HTTPS in front of it.";
    };
    local = mkOption {
      type = types.bool;
      default = true;
      description = "Whether only programs of this host may connect.";
    };
    domain = mkOption {
      type = types.str;
      default = "";
      example = "vault.example.org";
      description = "The name in the address, https://…, that browsers use.";
    };
    signups = mkOption {
      type = types.bool;
      default = false;
      description = "Whether strangers may open accounts.";
    };
    environmentFile = mkOption {
      type = types.nullOr types.path;
      default = null;
      description = "File with variables such as ADMIN_TOKEN.";
    };
    copies = mkOption {
      type = types.str;
      default = "/var/backup/vaultwarden";
      description = "Folder that gets a copy of the database and the attachments every night.";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = cfg.domain != "" && !lib.hasInfix "/" cfg.domain;
        message = "groundplan.services.vaultwarden.domain: write the name alone, such as vault.example.org.";
      }
    ];
    services.vaultwarden = {
      enable = true;
      dbBackend = "sqlite";
      backupDir = cfg.copies;
      inherit (cfg) environmentFile;
      config = {
        DOMAIN = "https://${cfg.domain}";
        ROCKET_ADDRESS = if cfg.local then "127.0.0.1" else "::";
        ROCKET_PORT = cfg.port;
        SIGNUPS_ALLOWED = cfg.signups;
      };
    };
    # The NixOS module expects the folder to be there.
    systemd.tmpfiles.rules = [ "d ${cfg.copies} 0770 vaultwarden vaultwarden -" ];
  };
}
