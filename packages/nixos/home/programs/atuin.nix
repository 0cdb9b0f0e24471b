# Atuin: the shell's history in a database, searched with Ctrl-R.
{ config, lib, ... }:
let
  cfg = config.groundplan.home.programs.atuin;
in
{
  options.groundplan.home.programs.atuin = {
    enable = lib.mkEnableOption "Atuin";
    server = lib.mkOption {
      type = lib.types.nullOr lib.types.str;
      default = null;
      example = "https://atuin.home.arpa";
      description = "Where the history is synchronized, encrypted. Null: it stays on this host.";
    };
  };

  config = lib.mkIf cfg.enable {
    programs.atuin = {
      enable = true;
      settings = {
        auto_sync = cfg.server != null;
        update_check = false;
      }
      // lib.optionalAttrs (cfg.server != null) { sync_address = cfg.server; };
    };
  };
}
