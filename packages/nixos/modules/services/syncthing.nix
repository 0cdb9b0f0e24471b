# Syncthing as a service of its own user. Devices and folders are added on its web page and stay.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.services.syncthing;
in
{
  options.groundplan.services.syncthing = {
    enable = mkEnableOption "Syncthing";
    port = mkOption {
      type = types.port;
      default = 22000;
      description = "Port of the transfers, TCP and UDP (QUIC).";
    };
    guiPort = mkOption {
      type = types.port;
      default = 8384;
      description = "Port of the web page.";
    };
    local = mkOption {
      type = types.bool;
      default = true;
      description = "Whether the web page, which has no password at first, is for this host alone.";
    };
    data = mkOption {
      type = types.str;
      default = "/var/lib/syncthing";
      description = "Folder of the configuration and of shared folders.";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = lib.hasPrefix "/" cfg.data && !lib.hasPrefix "/nix/" cfg.data;
        message = "groundplan.services.syncthing.data: ${cfg.data} is no folder Syncthing could write to.";
      }
    ];
    services.syncthing = {
      enable = true;
      dataDir = cfg.data;
      guiAddress = "${if cfg.local then "127.0.0.1" else "0.0.0.0"}:${toString cfg.guiPort}";
      openDefaultPorts = false;
      overrideDevices = false;
      overrideFolders = false;
      settings.options = {
        listenAddresses = [ "tcp://:${toString cfg.port}" "quic://:${toString cfg.port}" ];
        urAccepted = -1;
      };
    };
  };
}
