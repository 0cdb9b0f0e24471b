# Kubeconfigs: whole files, decrypted by sops-nix with the user's age key and found by kubectl through KUBECONFIG.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.groundplan.home;
  configs = lib.attrValues cfg.kubeconfigs;
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

  config = lib.mkIf (configs != [ ]) {
    assertions = map (one: {
      assertion = builtins.pathExists (cfg.secretsFolder + "/${one.secret}.yml");
      message = "${one.path} comes from secrets/kubeconfig/${one.secret}.yml, which does not exist. Encrypt it with sops for the age key of ${config.home.username}, and let Git know it: git add.";
    }) configs;

    home.sessionVariables.KUBECONFIG = lib.concatMapStringsSep ":" (one: one.path) configs;

    # The empty key stands for the whole file.
    sops.secrets = lib.mapAttrs' (
      name: one:
      lib.nameValuePair "kubeconfig-${name}" {
        inherit (one) path;
        sopsFile = cfg.secretsFolder + "/${one.secret}.yml";
        format = "yaml";
        key = "";
        mode = "0400";
      }
    ) cfg.kubeconfigs;
  };
}
