# Puts the secrets a host reads into /run/secrets, from its encrypted file, with the host's SSH key.
{ config, lib, ... }:
let
  inherit (lib) mkIf mkOption types;
  cfg = config.groundplan.secrets;
  exists = cfg.file != null && builtins.pathExists cfg.file;
  wanted = cfg.names != [ ];
  # From NixOS 26.05 on, wpa_supplicant runs as a user of its own.
  supplicant = lib.optionalAttrs ((config.users.users or { }) ? wpa_supplicant) { owner = "wpa_supplicant"; };
in
{
  options.groundplan.secrets = {
    names = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Names of the secrets; each is a key of the file and becomes /run/secrets/NAME.";
    };
    file = mkOption {
      type = types.nullOr types.path;
      default = ../../../secrets/hosts + "/${config.networking.hostName}.yaml";
      description = "The file encrypted by SOPS; null where secrets come another way.";
    };
    networkd = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Which of the secrets systemd-networkd reads, which runs as the user systemd-network.";
    };
    wifi = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Which of the secrets are passphrases that wpa_supplicant looks up by name.";
    };
  };

  config = {
    assertions = [
      {
        assertion = lib.all (name: lib.elem name cfg.names) (cfg.wifi ++ cfg.networkd);
        message = "groundplan.secrets.wifi or networkd names a secret that is not among groundplan.secrets.names.";
      }
    ];
    # Until the file is there the host can be built, but not deployed to good effect.
    warnings = lib.optional (wanted && cfg.file != null && !exists)
      "${lib.removePrefix "${toString ../../..}/" (toString cfg.file)} does not exist yet, so nothing puts ${lib.concatStringsSep ", " cfg.names} into /run/secrets.";

    sops = mkIf (wanted && exists) {
      age.sshKeyPaths = [ "/etc/ssh/ssh_host_ed25519_key" ];
      secrets = lib.genAttrs cfg.names (name: {
        sopsFile = cfg.file;
      } // lib.optionalAttrs (lib.elem name cfg.networkd) {
        group = "systemd-network";
        mode = "0440";
      });
      templates = mkIf (cfg.wifi != [ ]) {
        wireless = {
          content = lib.concatMapStrings (name: "${name}=${config.sops.placeholder.${name} or ""}\n") cfg.wifi;
        } // supplicant;
      };
    };
    networking.wireless = mkIf (wanted && exists && cfg.wifi != [ ]) {
      secretsFile = lib.mkForce config.sops.templates.wireless.path;
    };
  };
}
