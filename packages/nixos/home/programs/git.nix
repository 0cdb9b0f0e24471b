# Git, and who its commits are by.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.groundplan.home.programs.git;
in
{
  options.groundplan.home.programs.git = {
    enable = lib.mkEnableOption "Git";
    name = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "The author of commits.";
    };
    email = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "The author's address.";
    };
  };

  config = lib.mkIf cfg.enable {
    assertions = [
      {
        assertion = (cfg.name == null) == (cfg.email == null);
        message = "groundplan.home.programs.git: say both name and email, or neither: Git refuses to commit with one of them.";
      }
    ];
    programs.git = {
      enable = true;
      settings = {
        init.defaultBranch = "main";
        pull.ff = "only";
      }
      // lib.optionalAttrs (cfg.name != null) { user = { inherit (cfg) name email; }; };
    };
  };
}
