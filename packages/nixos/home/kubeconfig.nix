# Kubeconfigs: whole files, decrypted by sops-nix with the user's age key and found by kubectl through KUBECONFIG.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.groundplan.home;
  fileOf = one: cfg.secretsFolder + "/${one.secret}.yml";
  encrypted = lib.filterAttrs (_: one: builtins.pathExists (fileOf one)) cfg.kubeconfigs;
  missing = lib.attrValues (removeAttrs cfg.kubeconfigs (lib.attrNames encrypted));
in
{
  options.groundplan.home = {
    secretsFolder = mkOption {
      type = types.path;
      default = ../../../secrets/kubeconfig;
      description = "Where the encrypted files are: <secret>.yml for each.";
    };
    kubeconfigs = mkOption {
      default = { };
      description = "The kubeconfigs of this home, by the name of their file.";
      type = types.attrsOf (
        types.submodule {
          options = {
            secret = mkOption {
              type = types.str;
              description = "Name of the secret, and of its encrypted file.";
            };
            path = mkOption {
              type = types.str;
              description = "Where the decrypted file is found.";
            };
          };
        }
      );
    };
  };

  config = lib.mkIf (cfg.kubeconfigs != { }) {
    # Until its file is there the home can be used, without that cluster.
    warnings = map (
      one:
      "${one.path} is left out: secrets/kubeconfig/${one.secret}.yml does not exist. Encrypt it with sops for the age key of ${config.home.username}, then git add it."
    ) missing;

    home.sessionVariables = lib.optionalAttrs (encrypted != { }) {
      KUBECONFIG = lib.concatMapStringsSep ":" (one: one.path) (lib.attrValues encrypted);
    };

    # The empty key stands for the whole file.
    sops.secrets = lib.mapAttrs' (
      name: one:
      lib.nameValuePair "kubeconfig-${name}" {
        inherit (one) path;
        sopsFile = fileOf one;
        format = "yaml";
        key = "";
        mode = "0400";
      }
    ) encrypted;
  };
}
